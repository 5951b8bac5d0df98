import requests

response = requests.post(
    "https://contacts.example.com/api/v2/contact-books/grp_abc/contacts/bulk",
    headers={"Authorization": "Bearer w91_live_xxx"},
    json={
        "defaultCountryCode": "91",
        "contacts": [
            {"phone": "7000782082", "displayName": "Asha Rao", "customFields": {"city": "Mumbai"}},
            {"phone": "+44 7400 123456", "displayName": "Emma Clarke"},
        ],
    },
    timeout=30,
)
answer = response.json()
if not response.ok:
    raise SystemExit(f"{answer['error']['code']}: {answer['error']['message']}")

for row in answer["data"]["results"]:
    print(row["row"], row["status"], row.get("reason") or row["contact"]["phone"])
