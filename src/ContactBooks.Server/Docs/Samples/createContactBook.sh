curl --fail-with-body -sS -X POST \
  "https://contacts.example.com/api/v2/contact-books" \
  -H "Authorization: Bearer w91_live_xxx" \
  -H "Content-Type: application/json" \
  -d '{
  "name": "Retail Leads",
  "description": "From the spring fair",
  "color": "#0f62fe"
}'
