/** WeChat has the whole package with its first page. */
export const fetchPagesAhead = (_root: string): void => undefined
