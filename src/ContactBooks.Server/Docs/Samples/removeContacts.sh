curl --fail-with-body -sS -X POST \
  "https://contacts.example.com/api/v2/contact-books/grp_abc/contacts/remove?dryRun=true" \
  -H "Authorization: Bearer w91_live_xxx" \
  -H "Content-Type: application/json" \
  -d '{ "contactUids": ["ct_abc"] }'
