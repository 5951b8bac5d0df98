curl --fail-with-body -sS \
  "https://contacts.example.com/api/v2/contact-books/grp_abc/contacts?search=asha&limit=50" \
  -H "Authorization: Bearer w91_live_xxx"
