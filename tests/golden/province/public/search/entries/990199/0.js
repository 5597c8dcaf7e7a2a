found.block("990199",0,[["石桥镇人民政府","乡镇","units/U1.html"],["临时救助审核确认","石桥镇人民政府","powers/P1.html"]]);
