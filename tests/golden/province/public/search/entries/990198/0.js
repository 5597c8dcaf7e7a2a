found.block("990198",0,[["石桥镇人民政府","乡镇","units/U1.html"],["临时占道审批","石桥镇人民政府","powers/P1.html"],["救助 \u003c金\u003e","石桥镇人民政府","powers/P2.html"]]);
