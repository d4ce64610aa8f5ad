"""Work, pipes, speed, trains, boats."""

import random
from fractions import Fraction

from analytics.learner_model import Difficulty
from content.generators.template import Draw, Template, Value, near, slips

#: Pairs of days whose joint time is whole.
DAY_PAIRS = tuple((a, b) for a in range(3, 41) for b in range(a + 1, 61) if (a * b) % (a + b) == 0)


def work(rng: random.Random, level: Difficulty) -> Draw:
    """Two together, three together, one who starts alone."""
    a, b = rng.choice(DAY_PAIRS)
    together = a * b // (a + b)
    if level == "easy":
        wrong = slips(
            ("averaged_days", Fraction(a + b, 2)),
            ("added_days", a + b),
            ("subtracted", b - a),
            *near(together),
        )
        return Draw(values={"a": a, "b": b}, right=together, wrong=wrong)
    if level == "medium":
        c = rng.choice((6, 8, 10, 12, 15, 18, 20, 24, 30))
        right = 1 / (Fraction(1, a) + Fraction(1, b) + Fraction(1, c))
        if right.denominator != 1:
            return work(rng, level)
        wrong = slips(
            ("ignored_one", together),
            ("averaged_days", Fraction(a + b + c, 3)),
            ("added_days", a + b + c),
            *near(right),
        )
        return Draw(values={"a": a, "b": b, "c": c}, right=right, wrong=wrong)
    alone = rng.randint(1, a - 2)
    rest = 1 - Fraction(alone, a)
    right = rest / (Fraction(1, a) + Fraction(1, b))
    if right.denominator != 1:
        return work(rng, level)
    wrong = slips(
        ("ignored_one", together),
        ("one_too_many", right + alone),
        ("subtracted", together - alone),
        *near(right),
    )
    values: dict[str, Value] = {"a": a, "b": b, "alone": alone, "rest": str(rest)}
    return Draw(values=values, right=right, wrong=wrong)


def pipes(rng: random.Random, level: Difficulty) -> Draw:
    """Two that fill, one that fills and one that empties, all three."""
    if level == "easy":
        a, b = rng.choice(DAY_PAIRS)
        right = Fraction(a * b, a + b)
        wrong = slips(
            ("averaged_days", Fraction(a + b, 2)),
            ("added_days", a + b),
            ("subtracted", b - a),
        )
        return Draw(values={"a": a, "b": b}, right=right, wrong=slips(*wrong, *near(right)))
    fast = rng.randint(4, 20)
    slow = rng.randint(fast + 1, 3 * fast)
    if level == "medium":
        right = Fraction(fast * slow, slow - fast)
        wrong = slips(
            ("outlet_as_inlet", Fraction(fast * slow, slow + fast)),
            ("subtracted", slow - fast),
            ("added_days", slow + fast),
            *near(right, 2),
        )
        if right.denominator != 1 or right > 120:
            return pipes(rng, level)
        return Draw(values={"a": fast, "b": slow}, right=right, wrong=wrong)
    a, b, c = rng.randint(4, 15), rng.randint(4, 20), rng.randint(6, 40)
    rate = Fraction(1, a) + Fraction(1, b) - Fraction(1, c)
    right = 1 / rate if rate > 0 else Fraction(1, 3)
    if right.denominator != 1 or len({a, b, c}) < 3:
        return pipes(rng, level)
    all_in = 1 / (Fraction(1, a) + Fraction(1, b) + Fraction(1, c))
    wrong = slips(
        ("outlet_as_inlet", all_in),
        ("ignored_one", Fraction(a * b, a + b)),
        ("added_days", a + b - c),
        *near(right),
    )
    return Draw(values={"a": a, "b": b, "c": c}, right=right, wrong=wrong)


def speed(rng: random.Random, level: Difficulty) -> Draw:
    """A distance, an average speed, how far when one is late or early."""
    if level == "easy":
        v, hours = 5 * rng.randint(6, 18), Fraction(rng.choice((3, 4, 5, 6, 8, 10)), 2)
        right = v * hours
        wrong = slips(
            ("divided", v / hours), ("added", v + hours), ("one_too_many", v * (hours + 1))
        )
        return Draw(
            values={"v": v, "hours": hours},
            right=right,
            wrong=slips(*wrong, *near(right, 5)),
        )
    if level == "medium":
        a, b = rng.sample((20, 24, 30, 36, 40, 45, 48, 60, 72, 80, 90), 2)
        right = Fraction(2 * a * b, a + b)
        if right.denominator not in {1, 2}:
            return speed(rng, level)
        wrong = slips(
            ("average_of_speeds", Fraction(a + b, 2)),
            ("half", right / 2),
            ("subtracted", abs(a - b)),
            *near(right, 2),
        )
        values: dict[str, Value] = {"a": a, "b": b, "product": 2 * a * b, "sum": a + b}
        return Draw(values=values, right=right, wrong=wrong)
    slow, fast = sorted(rng.sample((3, 4, 5, 6, 7), 2))
    late, early = rng.choice((5, 6, 10, 12, 15)), rng.choice((5, 6, 10, 12, 15))
    right = Fraction(slow * fast, fast - slow) * Fraction(late + early, 60)
    if right.denominator not in {1, 2}:
        return speed(rng, level)
    wrong = slips(
        ("sign_slip", Fraction(slow * fast, fast - slow) * Fraction(abs(late - early), 60)),
        ("averaged", Fraction(slow + fast, 2)),
        ("twice", 2 * right),
        *near(right),
    )
    values = {"slow": slow, "fast": fast, "late": late, "early": early, "total": late + early}
    return Draw(values=values, right=right, wrong=wrong)


def trains(rng: random.Random, level: Difficulty) -> Draw:
    """Past a pole, through a platform, past each other."""
    metres = 5 * rng.randint(2, 6)
    kmh = metres * 18 // 5
    seconds = rng.randint(6, 20)
    length = metres * seconds
    values: dict[str, Value] = {"kmh": kmh, "metres": metres, "length": length}
    if level == "easy":
        wrong = slips(
            ("unit_of_speed", Fraction(length, kmh)),
            ("twice", 2 * seconds),
            ("multiplied", Fraction(length * 5, kmh)),
            *near(seconds, 2),
        )
        return Draw(values=values, right=seconds, wrong=wrong)
    more = rng.randint(4, 20)
    if level == "medium":
        platform = metres * more
        right = seconds + more
        wrong = slips(
            ("train_only", seconds),
            ("platform_only", more),
            ("unit_of_speed", Fraction(length + platform, kmh)),
        )
        values |= {"platform": platform, "sum": length + platform}
        return Draw(values=values, right=right, wrong=slips(*wrong, *near(right, 2)))
    other = 5 * rng.randint(2, 6)
    both = metres + other
    total = both * seconds
    first = 10 * rng.randint(8, max(9, total // 20))
    second = total - first
    if second < 60:
        return trains(rng, level)
    values = {"a": kmh, "b": other * 18 // 5, "first": first, "second": second}
    values |= {"sum": total, "both": both}
    wrong = slips(
        ("train_only", Fraction(first, both)),
        ("one_speed", Fraction(total, metres)),
        ("sign_slip", Fraction(total, abs(metres - other) or 1)),
        *near(seconds, 2),
    )
    return Draw(values=values, right=seconds, wrong=wrong)


def boats(rng: random.Random, level: Difficulty) -> Draw:
    """With the stream, the stream itself, there and back."""
    still, stream = rng.randint(8, 20), rng.randint(2, 6)
    down, up = still + stream, still - stream
    if level == "easy":
        hours = rng.randint(2, 6)
        right = down * hours
        wrong = slips(
            ("stream_against", up * hours), ("ignored_one", still * hours), ("divided", down)
        )
        values: dict[str, Value] = {"still": still, "stream": stream, "hours": hours, "down": down}
        return Draw(values=values, right=right, wrong=slips(*wrong, *near(right, 4)))
    if level == "medium":
        wrong = slips(("other_number", still), ("half", down - up), ("averaged", Fraction(down, 2)))
        return Draw(
            values={"down": down, "up": up}, right=stream, wrong=slips(*wrong, *near(stream))
        )
    distance = down * up * rng.choice((1, 2)) // rng.choice((1, 2))
    time = Fraction(distance, down) + Fraction(distance, up)
    if time.denominator not in {1, 2}:
        return boats(rng, level)
    wrong = slips(
        ("averaged", Fraction(2 * distance, still)),
        ("ignored_one", Fraction(distance, down)),
        ("ignored_one", Fraction(distance, up)),
        *near(time),
    )
    values = {"still": still, "stream": stream, "distance": distance, "down": down, "up": up}
    return Draw(values=values, right=time, wrong=wrong)


TEMPLATES = (
    Template("work", "quant.time_work", work),
    Template("pipes", "quant.time_work", pipes),
    Template("speed", "quant.time_distance", speed),
    Template("trains", "quant.time_distance", trains),
    Template("boats", "quant.time_distance", boats),
)
