export { SettlementPart } from './SettlementPart'
export { useSettlement } from './use-settlement'
