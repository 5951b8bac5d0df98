import requests

response = requests.get(
    "https://contacts.example.com/api/v2/contact-books/grp_abc",
    headers={"Authorization": "Bearer w91_live_xxx"},
    timeout=30,
)
answer = response.json()
if not response.ok:
    raise SystemExit(f"{answer['error']['code']}: {answer['error']['message']}")

book = answer["data"]["contactBook"]
print(book["uid"], book["name"])
