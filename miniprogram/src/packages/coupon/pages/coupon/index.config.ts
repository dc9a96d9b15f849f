// So that the share buttons may hand the gift over.
export default definePageConfig({ navigationBarTitleText: '卡券详情', enableShareAppMessage: true })
