curl --fail-with-body -sS \
  "https://contacts.example.com/api/v2/contact-books/grp_abc/imports/imp_abc/rejects" \
  -H "Authorization: Bearer w91_live_xxx" \
  -o refused.csv
