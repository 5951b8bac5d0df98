import requests

response = requests.get(
    "https://contacts.example.com/api/v2/contact-books/grp_abc/contacts",
    headers={"Authorization": "Bearer w91_live_xxx"},
    params={"search": "asha", "limit": 50},
    timeout=30,
)
answer = response.json()
if not response.ok:
    raise SystemExit(f"{answer['error']['code']}: {answer['error']['message']}")

for contact in answer["data"]["contacts"]:
    print(contact["phone"], contact["displayName"])
