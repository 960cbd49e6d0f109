import createQrCode from "qrcode-generator";
import styles from "./account.module.css";

/** A text as a QR code: always dark on white with a quiet zone, since cameras need both. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const code = createQrCode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const rows = Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_each, column) => (code.isDark(row, column) ? `M${column} ${row}h1v1h-1z` : "")).join(""));
  return (
    <svg className={styles["qr"]} viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="#fff" />
      <path d={rows.join("")} fill="#000" />
    </svg>
  );
}
