interface Route {
  readonly path?: string
  /** Fetches the page; Taro calls it when the page is opened. */
  readonly load?: () => unknown
}

/** A browser fetches a page when it is opened; those of this package are fetched now, for when there is no network. */
export function fetchPagesAhead(root: string): void {
  const { routes = [] } = (window as { __taroAppConfig?: { routes?: readonly Route[] } }).__taroAppConfig ?? {}
  const wanted = routes.filter(({ path }) => path?.includes(`packages/${root}/`))
  for (const { load } of wanted) {
    const [page] = (load?.() ?? []) as [Promise<unknown>?]
    // What does not come now is fetched when it is opened, as ever.
    page?.catch(() => undefined)
  }
}
