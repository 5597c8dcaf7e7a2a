disclosureSearch.kinds(["事项","职权","地点","决策","机构","岗位","公告","主题","栏目","企业"]);
disclosureSearch.units(0,[
"电话 0000-5550171转8001、0000-5550172",
"",
"",
""
]);
disclosureSearch.pages(0,[
[[1,"powers/MZ-JF-001.html","民政局 · 承诺8个工作日（不含公示期） · 不收费","MZ-JF-001",0]],
[[2,"places/fdinklgkkjhl.html","在民政局 · 办1项事","",-1]],
[[3,"decisions/JC-2026-001.html","中共梯田县委员会 · 已决定 · 500万元 · 2026-03-05","JC-2026-001",-1]],
[[4,"units/CUN.html","","CUN",1]],
[[4,"units/MZJ.html","","MZJ 0000-5550171转8001 0000-5550172",0]],
[[4,"units/XW.html","","XW",2]],
[[4,"units/XZF.html","","XZF",3]],
[[5,"posts/MZJ-JZ.html","主要领导 · 一级风险","MZJ-JZ",-1]],
[[5,"posts/MZJ-FJZ.html","分管领导 · 二级风险 · 经办：急难救助","MZJ-FJZ",-1]],
[[5,"posts/MZJ-GZ.html","中层 · 二级风险 · 经办：急难救助","MZJ-GZ",-1]],
[[5,"posts/MZJ-GY.html","工作人员 · 三级风险","MZJ-GY",-1]],
[[5,"posts/XW-SJ.html","主要领导 · 一级风险","XW-SJ",-1]],
[[5,"posts/XW-FSJ.html","分管领导 · 二级风险","XW-FSJ",-1]],
[[6,"notices/GZ-2026-001.html","工作动态 · 民政局 · 2026-07-16","GZ-2026-001",-1]],
[[6,"notices/TZ-2026-003.html","通知公告 · 中共梯田县委员会 · 2026-05-18","TZ-2026-003",-1]],
[[6,"notices/TZ-2026-001.html","通知公告 · 民政局 · 2026-03-12","TZ-2026-001",-1]],
[[7,"topics/jiuzhu.html","","",-1]],
[[8,"catalogues/ML-01.html","公开目录","ML-01",-1]]
]);
