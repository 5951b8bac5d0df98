// From a request's body to what each row comes to: INVALID or SKIPPED at once, or a contact to store.
// /max has the whole numbering plans, so that a valid number is one of an assigned range, as it is on our server.
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

const MAX_ROWS = 1000;
const TEXTS = ['phone', 'displayName', 'firstName', 'lastName', 'email', 'companyName'];
const callingCodes = new Set(getCountries().map((country) => getCountryCallingCode(country)));

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value) => (value === null || value === undefined ? null : String(value).trim() || null);

/**
 * @returns {{fault?: string, results?: object[], contacts?: object[]}} What is wrong with the request as a whole; or the
 * results, with a hole for each contact that is still to be stored.
 */
export function readRequest(body, customersCode) {
  if (!isObject(body)) {
    return { fault: 'The body must be a JSON object.' };
  }

  const { contacts: rows } = body;
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > MAX_ROWS) {
    return { fault: `contacts must be an array of 1 to ${MAX_ROWS} contacts.` };
  }

  const code = textOf(body.defaultCountryCode)?.replace(/^(\+|00)/, '') ?? textOf(customersCode);
  if (code !== null && !callingCodes.has(code)) {
    return { fault: 'defaultCountryCode must be a country calling code, as in "91".' };
  }

  const fault = rows.map(shapeFault).find((found) => found);
  return fault ? { fault } : planRows(rows, code);
}

function shapeFault(row, index) {
  if (!isObject(row)) {
    return `contacts[${index}] must be an object.`;
  }

  const wrong = TEXTS.find((name) => typeof row[name] === 'object' && row[name] !== null);
  if (wrong) {
    return `contacts[${index}].${wrong} must be a text.`;
  }

  const { customFields } = row;
  if (customFields !== undefined && customFields !== null && !isObject(customFields)) {
    return `contacts[${index}].customFields must be an object.`;
  }
}

function planRows(rows, code) {
  const results = new Array(rows.length);
  const contacts = [];
  const seen = new Set();
  rows.forEach((sent, index) => {
    const row = index + 1;
    const { phone, fault } = readPhone(textOf(sent.phone), code);
    if (fault) {
      results[index] = { row, status: 'INVALID', ...fault };
    } else if (seen.has(phone)) {
      results[index] = { row, status: 'SKIPPED', reason: 'DUPLICATE_IN_REQUEST', phone };
    } else {
      seen.add(phone);
      contacts.push({
        row,
        phone,
        displayName: textOf(sent.displayName),
        firstName: textOf(sent.firstName),
        lastName: textOf(sent.lastName),
        email: textOf(sent.email),
        companyName: textOf(sent.companyName),
        customFields: Object.keys(sent.customFields ?? {}).length > 0 ? JSON.stringify(sent.customFields) : null,
      });
    }
  });
  return { results, contacts };
}

function readPhone(text, code) {
  if (text === null) {
    return { fault: { reason: 'MISSING_PHONE', phone: null, field: 'phone', message: 'This row has no phone number.' } };
  }

  const parsed = parsePhoneNumberFromString(text, { defaultCallingCode: code ?? undefined, extract: false });
  if (!parsed?.isValid()) {
    const message = parsed ? `This is not a valid number of +${parsed.countryCallingCode}.` : 'This is not a phone number.';
    return { fault: { reason: 'INVALID_PHONE', phone: text, field: 'phone', message } };
  }

  return { phone: parsed.number.slice(1) };
}
