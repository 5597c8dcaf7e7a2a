window.disclosureLacking = [
"https://www.titian.example/quanli/complaints/index.html"
];
