// So that the share button may hand the invitation over.
export default definePageConfig({ navigationBarTitleText: '我的卡券', enableShareAppMessage: true })
