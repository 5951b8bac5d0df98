curl --fail-with-body -sS -X POST \
  "https://contacts.example.com/api/v2/contact-books/grp_abc/contacts/bulk" \
  -H "Authorization: Bearer w91_live_xxx" \
  -H "Content-Type: application/json" \
  -d '{
  "defaultCountryCode": "91",
  "contacts": [
    {
      "phone": "7000782082",
      "displayName": "Asha Rao",
      "customFields": { "city": "Mumbai" }
    },
    { "phone": "+44 7400 123456", "displayName": "Emma Clarke" }
  ]
}'
