/** `86 138-0013-8000` → `13800138000`. Leaves what it cannot read as it is (DOMAIN §7.5). */
export const normPhone = (text: string): string =>
  text.replace(/[\s-]/g, '').replace(/^(?:\+86|0086|86(?=1\d{10}$))/, '')

/** True for a mainland mobile number, after {@link normPhone}. No carrier lists: they age. */
export const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(text)

/** `138****8000`. */
export const maskPhone = (phone: string): string => phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')

/** `138 0013 8000`, as people read a number aloud. */
export const formatPhone = (phone: string): string => phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')
