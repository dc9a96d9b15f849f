/** `86 138-0013-8000` → `13800138000`, also from full-width digits. Takes a country code off a mobile number only (DOMAIN §7.5). */
export const normPhone = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .replace(/^(?:\+86|0086|86)(?=1\d{10}$)/, '')

/** True for a mainland mobile number, after {@link normPhone}. No carrier lists: they age. */
export const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text)

/** `138****8000`; anything but eleven digits is hidden whole, so that a number of another shape never leaks. */
export const maskPhone = (phone: string): string =>
  /^\d{11}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : '***'

/** `138 0013 8000`, as people read a number aloud. */
export const formatPhone = (phone: string): string => phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
