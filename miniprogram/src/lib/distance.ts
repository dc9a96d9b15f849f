/** `0.84` → `840 米`, `12.34` → `12.3 公里`. */
export const sayDistance = (km: number): string =>
  km < 1 ? `${Math.max(10, Math.round(km * 100) * 10)} 米` : `${km.toFixed(km < 100 ? 1 : 0)} 公里`
