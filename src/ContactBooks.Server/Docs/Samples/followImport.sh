curl --fail-with-body -sS -N \
  "https://contacts.example.com/api/v2/contact-books/grp_abc/imports/imp_abc/events" \
  -H "Authorization: Bearer w91_live_xxx"
