/** Scheme and host of the API. */
export const origin = (): string => __API_BASE__ || window.location.origin
