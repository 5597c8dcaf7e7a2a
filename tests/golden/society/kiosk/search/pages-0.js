disclosureSearch.kinds(["事项","职权","决策","机构","岗位","公告","主题","栏目"]);
disclosureSearch.units(0,[
"电话 0000-5550171转8001、0000-5550172",
"",
"",
""
]);
disclosureSearch.pages(0,[
[[1,"powers/MZ-JF-001.html","民政局 · 承诺8个工作日（不含公示期） · 不收费","MZ-JF-001",0]],
[[2,"decisions/JC-2026-001.html","中共梯田县委员会 · 已决定 · 500万元 · 2026-03-05","JC-2026-001",-1]],
[[3,"units/CUN.html","","CUN",1]],
[[3,"units/MZJ.html","","MZJ 0000-5550171转8001 0000-5550172",0]],
[[3,"units/XW.html","","XW",2]],
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
[[7,"catalogues/ML-01.html","公开目录","ML-01",-1]]
]);
