// The portal's page hears from <remote-verify> where the citizen is, and asks the portal's server what is true.

const news = document.getElementById("news");
const words = { start: "Bắt đầu", consent: "Đồng ý", camera: "Kiểm tra khuôn mặt", document: "Đọc văn bản", waiting: "Đang chờ" };

addEventListener("remote-verify-ready", () => { news.textContent = "Đã mở."; });
addEventListener("remote-verify-step", event => { news.textContent = words[event.detail.step] ?? "Đang làm"; });
addEventListener("remote-verify-blocked", () => { news.textContent = "Không mở được trong trang này."; });
addEventListener("remote-verify-finished", async () => {
  const { state } = await (await fetch(news.dataset.state)).json();
  news.textContent = `Đã xong. Tình trạng do dịch vụ báo: ${state}`;
});
