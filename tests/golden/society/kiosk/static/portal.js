window.disclosurePortal = {
"address": "https://www.titian.example/quanli/",
"lacking": [
"complaints/index.html"
]
};
