import { describe, expect, it } from "vitest";
import { createPoints } from "./points.js";

describe("a caller's points", () => {
  it("can be spent at once, come back second by second, and never grow beyond a minute's", () => {
    let ms = 0;
    const points = createPoints(600, () => ms);
    expect(points.pay("ada", 600)).toEqual({ isPaid: true, available: 0, seconds: 60 });
    expect(points.pay("ada", 10)).toEqual({ isPaid: false, available: 0, seconds: 1 });
    ms = 30_000;
    expect(points.pay("ada", 100)).toEqual({ isPaid: true, available: 200, seconds: 40 });
    ms = 3_600_000;
    expect(points.pay("ada", 0)).toEqual({ isPaid: true, available: 600, seconds: 0 });
  });

  it("are each caller's own, and a refused request costs nothing", () => {
    const points = createPoints(100, () => 0);
    points.pay("ada", 90);
    expect(points.pay("ada", 50)).toMatchObject({ isPaid: false, available: 10 });
    expect(points.pay("ada", 10)).toMatchObject({ isPaid: true, available: 0 });
    expect(points.pay("ben", 50)).toMatchObject({ isPaid: true, available: 50 });
  });

  it("are not counted where nothing is limited", () => {
    expect(createPoints(0).pay("ada", 1_000_000)).toMatchObject({ isPaid: true });
  });
});
