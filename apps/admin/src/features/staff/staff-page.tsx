import { Page } from "../../ui/page.js";

export function StaffPage() {
  return <Page title="Staff">{null}</Page>;
}
