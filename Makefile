# 亮权的全部日常工作。每个目标后面 ## 的话就是 make 列出来的说明。
# 只用 GNU Make 3.81（macOS 自带）就有的写法；没有 make 的机器见 docs/install.md。

PYTHON ?= python3
OUTPUT ?= output
PAGES  ?= output-pages
VENV   := .venv/bin/python
PREPARE = command -v $(PYTHON) >/dev/null || { echo '没有找到 $(PYTHON)：请安装 Python 3.11 或更新的版本（Debian、Ubuntu：apt-get install python3）' >&2; exit 1; }; $(PYTHON) tools/bootstrap.py
LOCK   := uv pip compile --quiet $(ARGS) --universal --python-version 3.11 --generate-hashes \
          --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-dev print cluster browser fuzzer site serve check test lint docs docs-site trust sbom audit audit-pages bench bench-charts charts components pictures lock clean distclean

help: ## 列出可以做的事
	@echo '用法：make 目标'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1	\2/p' $(MAKEFILE_LIST) | expand -t 14

site: setup ## 准备好一切，把示例县编译到 output/
	@$(VENV) -m disclosure build --output $(OUTPUT)

serve: setup ## 在本机预览，改动后自动重新编译
	@$(VENV) -m disclosure serve

check: setup ## 只检查目录和公告，列出问题，不写任何文件
	@$(VENV) -m disclosure check

test: setup-dev browser ## 准备好一切（连同无界面 Chromium），运行全部测试
	@$(VENV) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

lint: setup-dev ## 检查代码：ruff、mypy --strict、引用方向、模块和函数长度
	@$(VENV) -m ruff check .
	@$(VENV) -m mypy
	@$(VENV) -m mypy tests/trust
	@$(dir $(VENV))lint-imports --no-logo
	@$(VENV) tools/house.py

docs: setup ## 重新生成字段参考、问题代码表和编辑器用的 Schema
	@$(VENV) tools/docs.py

docs-site: setup ## 把全部文档编成一个小网站：output-pages/docs/index.html
	@$(VENV) tools/docs_site.py $(PAGES)/docs

trust: setup-dev browser fuzzer ## 跑完全部可信试验（十分钟以内），列出每条承诺做到了多少
	@$(VENV) tests/trust/run.py $(ARGS)

sbom: ## 写出物料清单 sbom.json（CycloneDX），每次都相同
	@$(PYTHON) tools/sbom.py sbom.json

audit: ## 按 DATA= 里的漏洞通报核对锁定的包；没有通报算失败
	@$(PYTHON) tools/audit.py $(DATA)

audit-pages: setup-dev browser ## 示例县的网页：axe-core、W3C 检查器、Lighthouse 各怎样说，搜索多快，十件事各要多久（要有 npm、Java）
	@$(VENV) -m disclosure build --output $(OUTPUT)
	@$(VENV) tests/audit/pages.py $(OUTPUT) $(ARGS)

bench: setup-dev ## 测量速度
	@$(VENV) tests/bench/run.py $(ARGS)

charts: setup-dev browser ## 把所有样例流程的各种图，和与其他工具并排的指标表，写成一页：output-pages/charts.html
	@$(VENV) tests/bench/gallery.py $(PAGES)

pictures: setup-dev browser ## 照现在的示例县重新拍 docs/images/ 里的页面
	@$(VENV) -m disclosure build --output $(OUTPUT)
	@$(VENV) tests/audit/pictures.py $(OUTPUT)

components: setup-dev ## 把主题的全部部件和例子写成一页：output-pages/components.html
	@$(VENV) tests/support/components.py $(PAGES)

bench-charts: setup-dev browser ## 只打印图的指标：我们的图和 dot、ELK、Mermaid 并排（要有 npm）
	@$(VENV) tests/bench/charts.py

setup: ## 只准备运行环境 .venv
	@$(PREPARE)

setup-dev: # 运行环境，加上测试要用的
	@$(PREPARE) --dev --cluster --print

fuzzer: setup-dev # 没有适合这台机器的包时，make trust 会说没有运行
	-@$(PREPARE) --dev --cluster --print --fuzz

print: ## 准备好运行环境，连同排版程序和字体：印海报、公示栏（docs/print.md）
	@$(PREPARE) --print

cluster: ## 准备好运行环境，连同 Dask：生成可以交给一个集群（docs/scale.md）
	@$(PREPARE) --cluster

browser: setup-dev ## 准备测试用的浏览器
	@$(VENV) tools/chromium.py

lock: ## 重新锁定依赖的版本（要有 uv，见 docs/dependencies.md）
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group graphviz -o requirements-graphviz.txt
	$(LOCK) --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) --group cluster -c requirements-dev.txt -o requirements-cluster.txt
	$(LOCK) --group print -o requirements-print.txt
	$(LOCK) --group fuzz -o requirements-fuzz.txt
	$(LOCK) --group peers -o tests/bench/peers/requirements.txt
	$(VENV) tools/package_facts.py

clean: ## 删去编译结果和缓存
	rm -rf $(OUTPUT) $(PAGES) .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find plugins tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## 连运行环境也删去，回到刚取得时的样子
	rm -rf .venv .venv.lock
