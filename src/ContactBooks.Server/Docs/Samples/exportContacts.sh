curl --fail-with-body -sS \
  "https://contacts.example.com/api/v2/contact-books/grp_abc/contacts/export?format=csv&bom=true" \
  -H "Authorization: Bearer w91_live_xxx" \
  -o contacts.csv
