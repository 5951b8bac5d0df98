curl --fail-with-body -sS -X POST \
  "https://contacts.example.com/api/v2/contact-books/grp_abc" \
  -H "Authorization: Bearer w91_live_xxx" \
  -H "Content-Type: application/json" \
  -d '{ "name": "Retail Leads 2026" }'
