disclosureSearch.kinds(["事项","职权","决策","机构","岗位","公告","主题","栏目"]);
disclosureSearch.units(0,[
"电话 0000-5550171转8001、0000-5550172",
"",
"",
""
]);
disclosureSearch.pages(0,[
[[0,"lists/QD-01/G01.html","2个机构都办 · 承诺2个工作日 · 不收费","",-1],[1,"powers/MZJ-G01.html","民政局 · 承诺2个工作日 · 不收费","MZJ-G01",0],[1,"powers/XW-G01.html","中共梯田县委员会 · 承诺2个工作日 · 不收费","XW-G01",1]],
[[0,"lists/QD-01/G02.html","3个机构都办 · 承诺5个工作日 · 不收费","",-1],[1,"powers/MZJ-G02.html","民政局 · 承诺5个工作日 · 不收费","MZJ-G02",0],[1,"powers/XW-G02.html","中共梯田县委员会 · 承诺5个工作日 · 不收费","XW-G02",1],[1,"powers/CUN-G02.html","石桥村 · 承诺5个工作日 · 不收费","CUN-G02",2]],
[[1,"powers/MZ-JF-001.html","民政局 · 承诺8个工作日（不含公示期） · 不收费","MZ-JF-001",0]],
[[1,"powers/MZ-JF-002.html","民政局牵头，梯田县人民政府共同实施 · 承诺9个工作日","MZ-JF-002",0]],
[[2,"decisions/JC-2026-001.html","中共梯田县委员会 · 已决定 · 500万元 · 2026-03-05","JC-2026-001",-1]],
[[2,"decisions/CADRE.html","民政局 · 已决定 · 2026-11-17","CADRE",-1]],
[[2,"decisions/DECREE.html","梯田县人民政府 · 执行中 · 600万元 · 2026-03-23","DECREE",-1]],
[[2,"decisions/PLAN.html","民政局 · 预告 · 2026-11-09","PLAN",-1]],
[[2,"decisions/OPEN.html","民政局 · 征求意见中 · 2026-10-20","OPEN",-1]],
[[2,"decisions/NOPASS.html","民政局 · 不予通过 · 900万元 · 2026-04-07","NOPASS",-1]],
[[2,"decisions/HIGH.html","民政局 · 已决定 · 300万元 · 2026-07-10","HIGH",-1]],
[[2,"decisions/LOW.html","石桥村 · 已决定 · 300万元 · 2026-07-10","LOW",-1]],
[[3,"units/CUN.html","","CUN",2]],
[[3,"units/MZJ.html","","MZJ 0000-5550171转8001 0000-5550172",0]],
[[3,"units/XW.html","","XW",1]],
[[3,"units/XZF.html","","XZF",3]],
[[4,"posts/MZJ-JZ.html","主要领导 · 一级风险","MZJ-JZ",-1]],
[[4,"posts/MZJ-FJZ.html","分管领导 · 二级风险","MZJ-FJZ",-1]],
[[4,"posts/MZJ-GZ.html","中层 · 二级风险","MZJ-GZ",-1]],
[[4,"posts/MZJ-GY.html","工作人员 · 三级风险","MZJ-GY",-1]],
[[4,"posts/XW-SJ.html","主要领导 · 一级风险","XW-SJ",-1]],
[[4,"posts/XW-FSJ.html","分管领导 · 二级风险","XW-FSJ",-1]],
[[5,"notices/GZ-2026-001.html","工作动态 · 民政局 · 2026-07-16","GZ-2026-001",-1]],
[[5,"notices/TZ-2026-001.html","通知公告 · 民政局 · 2026-03-12","TZ-2026-001",-1]],
[[5,"notices/TZ-2026-003.html","通知公告 · 中共梯田县委员会 · 2026-05-18","TZ-2026-003",-1]],
[[6,"topics/jiuzhu.html","","",-1]],
[[7,"lists/QD-01.html","共同清单","QD-01",-1]],
[[7,"catalogues/ML-01.html","公开目录","ML-01",-1]],
[[7,"ledgers/daiban.html","台账","daiban",-1]]
]);
