/** `/stores/01J…/today` */
export const pathTo = (storeId: string, path: string): string => `/stores/${storeId}/${path}`

export const workorderPath = (storeId: string, workorderId: string): string =>
  pathTo(storeId, `workorders/${workorderId}`)
