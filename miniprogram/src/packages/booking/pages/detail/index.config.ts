// WeChat shows a share button of ours only where the page allows sharing.
export default definePageConfig({ navigationBarTitleText: '预约详情', enableShareAppMessage: true })
