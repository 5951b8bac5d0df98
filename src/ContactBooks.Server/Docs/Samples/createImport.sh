curl --fail-with-body -sS \
  "https://contacts.example.com/api/v2/contact-books/grp_abc/imports" \
  -H "Authorization: Bearer w91_live_xxx" \
  -H "Idempotency-Key: spring-fair-leads" \
  -F defaultCountryCode=91 \
  -F file=@leads.csv
