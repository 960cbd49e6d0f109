import { linkOptions } from "@tanstack/react-router";

export const notificationsUrl = linkOptions({ to: "/settings/notifications" });
