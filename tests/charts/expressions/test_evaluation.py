"""The values of expressions: JavaScript's, as Vega itself computes them."""

from __future__ import annotations

import pytest

from desktop_app.charts.expressions import parse
from desktop_app.charts.expressions.functions import NAMES
from desktop_app.charts.expressions.values import UNDEFINED, as_text
from tests.charts.oracle import by_vega

ROW = {
    "a": 3, "b": -2.5, "s": "12", "t": "chat", "z": None, "f": False, "y": True,
    "l": [3, 1, 2], "o": {"k": {"m": [7, 8]}}, "d": 1577836800000, "e": "", "n": "x",
}  # fmt: skip
EXPRESSIONS = r"""
1 + 2 * 3
(1 + 2) * 3
2 - 3 - 4
10 / 4
-7 % 3
7 % -3
5 / 0
-5 / 0
0 / 0
1e21 + 1
0.1 + 0.2
1/3
1e-7
123456789012345680000
0x1F
.5 + 5.
-datum.b
+datum.s
+datum.t
!datum.e
!!datum.t
~5
~datum.b
5 & 3
5 | 3
5 ^ 3
1 << 4
-16 >> 2
-16 >>> 28
1 << 33
'a' + 1
1 + '2'
'3' * '4'
'b' - 1
true + true
null + 1
datum.missing + 1
datum.missing + 'x'
datum.z + 'x'
datum.l + 1
datum.o + ''
[] + []
[1, [2, 3]] + ''
'10' < '9'
'10' < 9
10 < '9a'
null < 1
null == 0
null == null
datum.missing == null
datum.missing === null
datum.z === null
'' == 0
'0' == false
'a' == 'a'
1 == '1'
1 === '1'
1 !== '1'
NaN == NaN
true == 1
true === 1
[1] == 1
[1] == [1]
datum.a > 2 && datum.t
datum.a > 5 && datum.t
datum.e || 'vide'
datum.a || 'vide'
datum.f ? 1 : 2
datum.a > 1 ? datum.a > 2 ? 'x' : 'y' : 'z'
datum['t']
datum.t[0]
datum.t.length
datum.l.length
datum.l[1]
datum.l[9]
datum.o.k.m[1]
datum['o']['k']
datum.a.b
{a: 1, 'b': 2}.b
[1, 2, 3][1]
abs(-3)
ceil(1.2)
floor(-1.2)
round(2.5)
round(-2.5)
round(-0.4)
round(0.49999999999999994)
sqrt(2)
sqrt(-1)
exp(1)
log(0)
log(-1)
log(10)
pow(2, 10)
pow(-8, 1/3)
sin(1)
cos(1)
tan(1)
asin(2)
atan(1)
acos(0.5)
atan2(1, -1)
hypot(3, 4)
min(3, 1, 2)
max(3, 1, 2)
min()
max()
min('a', 1)
clamp(5, 1, 3)
clamp(-5, 1, 3)
PI
E
LN2
SQRT1_2
MAX_VALUE
isNumber(1)
isNumber('1')
isString('')
isValid(null)
isValid(NaN)
isValid('')
isNaN('a')
isFinite(1/0)
isArray([1])
isObject({})
isObject([1])
isBoolean(false)
isDefined(datum.z)
isDefined(datum.missing)
toNumber('12')
toNumber('')
toNumber('a')
toBoolean('false')
toBoolean('0')
toBoolean('')
toBoolean(0)
toBoolean('no')
toString(12)
toString('')
upper('été')
lower('ÉTÉ')
length('abc')
length([1, 2])
trim('  a b ')
pad('a', 3)
pad('a', 3, '-', 'left')
pad('ab', 5, '-', 'center')
truncate('abcdef', 4)
truncate('abcdef', 4, 'left')
truncate('abcdef', 4, 'center')
truncate('abcdef', 4, 'right', '..')
replace('a-b-c', '-', '+')
split('a,b,c', ',')
split('a,b,c', ',', 2)
split('abc', '')
join([1, 2], '-')
join([1, null, 'a'])
substring('abcdef', 1, 3)
substring('abcdef', 3, 1)
substring('abcdef', -1)
substring('abc', 1)
slice('abcdef', 1, 3)
slice('abcdef', -2)
slice([1, 2, 3], 1)
slice([1, 2, 3], -2, -1)
indexof('abcabc', 'b')
indexof([1, 2, 3], 2)
indexof([1, 2, 3], 9)
lastindexof('abcabc', 'b')
parseFloat('3.5px')
parseFloat('px')
parseInt('12px')
parseInt('ff', 16)
parseInt('0x1f')
reverse([1, 2, 3])
sequence(4)
sequence(1, 4)
sequence(0, 1, 0.25)
sequence(4, 0, -1)
sort([3, 1, 2])
sort(['b', 'a'])
extent([3, 1, 2])
extent([3, null, 'x', 2])
span([1, 5, 3])
peek([1, 2, 3])
pluck([{a: 1}, {a: 2}], 'a')
lerp([10, 20], 0.25)
inrange(2, [1, 3])
inrange(3, [1, 3], true, false)
inrange(3, [3, 1])
clampRange([2, 8], 0, 5)
clampRange([2, 4], 3, 9)
merge({a: 1}, {b: 2}).b
if(1, 'a', 'b')
if('', 'a', 'b')
year(datum.d)
month(datum.d)
quarter(datum.d)
date(datum.d)
day(datum.d)
dayofyear(datum.d)
week(datum.d)
hours(datum.d)
minutes(datum.d)
seconds(datum.d)
milliseconds(datum.d)
utcyear(datum.d)
time('2020-01-05')
time(datum.d)
+datetime(2020, 1, 29)
+datetime(2020, 0, 1, 12, 30)
+datetime(99, 0)
+utc(2020, 0, 1)
+datetime('2020-02-03')
+toDate('2020-02-03')
timeFormat(datum.d, '%d/%m/%Y')
utcFormat(datum.d, '%b %Y')
timeFormat(datum.d)
format(1234.5, ',.1f')
format(0.256, '.0%')
format(1e9, 's')
monthFormat(0)
monthAbbrevFormat(11)
dayFormat(0)
dayAbbrevFormat(6)
timeUnitSpecifier(['year','month'])
+timeOffset('month', datum.d, 2)
+timeOffset('day', datum.d)
+timeOffset('year', datum.d, -1)
+timeParse('03/02/2020', '%d/%m/%Y')
length(timeSequence('month', datetime(2020,0,1), datetime(2020,5,1)))
-2 * -3
!true || true && false
1 < 2 == true
2 + 3 + 'a' + 1 + 2
'\u00e9' + '\''
"it's"
datum.l[datum.l.length - 1]
datum['a'] * 2
""".strip().split("\n")
WITHOUT_ORACLE = {
    "now": "by the clock", "random": "by chance", "isDate": "dates are numbers here",
    "isRegExp": "there are none", "utcSequence": "as timeSequence", "utcOffset": "as timeOffset",
    "utcParse": "as timeParse", "timezoneoffset": "one clock",
    **{f"utc{part}": "as without utc" for part in (
        "quarter", "month", "date", "day", "hours", "minutes", "seconds", "milliseconds",
        "dayofyear", "week")},
}  # fmt: skip


def told(expression: str, row: dict[str, object]) -> str:
    """The kind and the text of a value, as the oracle tells them."""
    value = parse(expression).bind({})(row)
    kinds = {bool: "b", str: "s", float: "n", int: "n", list: "a", tuple: "a"}
    kind = "o" if value is UNDEFINED else kinds.get(type(value), "o")
    return f"{kind}:{as_text(value)}"


@pytest.fixture(scope="module")
def truth() -> dict[str, str]:
    return dict(zip(EXPRESSIONS, by_vega(EXPRESSIONS, ROW), strict=True))


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_as_vega_computes_it(expression: str, truth: dict[str, str]) -> None:
    assert told(expression, ROW) == truth[expression]


def test_every_function_is_compared() -> None:
    text = "\n".join(EXPRESSIONS)
    assert {name for name in NAMES if f"{name}(" not in text} == WITHOUT_ORACLE.keys()
