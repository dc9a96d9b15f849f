export interface Place {
  readonly latitude: number
  readonly longitude: number
}

const EARTH_KM = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Great-circle distance in km. */
export function distanceKm(a: Place, b: Place): number {
  const dLat = radians(b.latitude - a.latitude)
  const dLon = radians(b.longitude - a.longitude)
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h))
}

/** `0.84` → `840 米`, `12.34` → `12.3 公里`. */
export const sayDistance = (km: number): string =>
  km < 1 ? `${Math.max(10, Math.round(km * 100) * 10)} 米` : `${km.toFixed(km < 100 ? 1 : 0)} 公里`
