/** Models that take their own time: what it is, and how it differs for some services. */
interface FamilyData {
  readonly name: string
  readonly brand: string
  readonly modelPrefix: string
  readonly differs: readonly { readonly code: string; readonly bayMinutes: number; readonly yuan: number | null }[]
}

export const FAMILIES: readonly FamilyData[] = [
  {
    ...{ name: '别克 GL8', brand: '别克', modelPrefix: 'GL8' },
    differs: [
      { code: 'MAINT-S', bayMinutes: 60, yuan: 568 },
      { code: 'MAINT-L', bayMinutes: 120, yuan: 1580 },
      { code: 'BRAKE-PAD-F', bayMinutes: 75, yuan: null },
    ],
  },
  {
    ...{ name: '沃尔沃 SUV', brand: '沃尔沃', modelPrefix: 'XC' },
    differs: [{ code: 'MAINT-L', bayMinutes: 105, yuan: 1680 }],
  },
]
