import requests

response = requests.get(
    "https://contacts.example.com/api/v2/contact-books",
    headers={"Authorization": "Bearer w91_live_xxx"},
    params={"status": "ACTIVE", "limit": 50},
    timeout=30,
)
answer = response.json()
if not response.ok:
    raise SystemExit(f"{answer['error']['code']}: {answer['error']['message']}")

for book in answer["data"]["contactBooks"]:
    print(book["uid"], book["name"], book["contactCount"])
