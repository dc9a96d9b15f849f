/** Columns of this module that hold personal data, as the vault names them. */
export const INVOICE_TITLE = 'payment.invoice_title'
export const INVOICE_EMAIL = 'payment.invoice_email'
