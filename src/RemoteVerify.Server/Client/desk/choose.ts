// Marks every box of a list at once, and takes the marks away again.
export function useChoose(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-choose]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const boxes = [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][name="${button.dataset.choose}"]`)];
      const mark = boxes.some((box) => !box.checked);
      for (const box of boxes) box.checked = mark;
    });
  }
}
