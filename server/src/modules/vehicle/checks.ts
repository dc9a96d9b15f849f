import { isHardVinIssue, normPlate, normVin, plateKind, vinIssues, type VinOverride } from '@pitlane/contract'
import { AppError } from '@pitlane/kernel'

/** A plate in its one stored form. Throws `vehicle.plate_invalid`. */
export function requirePlate(text: string): string {
  if (!plateKind(text)) throw new AppError('vehicle.plate_invalid')
  return normPlate(text)
}

/**
 * A VIN in its one stored form, with the reason why it is right in spite of doubts (null when there are none).
 * Throws `vehicle.vin_invalid` for what no reason can save, and `vehicle.vin_suspicious` with `issues` when a reason is missing.
 */
export function requireVin(
  text: string,
  override: VinOverride | undefined,
): { vin: string; vinOverride: VinOverride | null } {
  const issues = vinIssues(text)
  if (issues.some(isHardVinIssue)) throw new AppError('vehicle.vin_invalid', { issues })
  if (issues.length > 0 && !override) throw new AppError('vehicle.vin_suspicious', { issues })
  return { vin: normVin(text), vinOverride: issues.length > 0 ? (override ?? null) : null }
}
