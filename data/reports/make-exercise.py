#!/usr/bin/env python3
"""Writes exercise.plimsoll-report.xml, the bundled exercise. Every value in it is made up.

    data/reports/make-exercise.py > data/reports/exercise.plimsoll-report.xml
    data/reports/make-exercise.py --check data/reports/exercise.plimsoll-report.xml

The second form says whether the file is what this program writes today. The same program gives the same bytes each time. No ship bears these names; no ship has an IMO
number that begins with 0, although the check digits are right; no country has the MMSI code 799;
no state has the codes XA to XC. The story, so that whoever practises can look it up afterwards:

  ALPHA    a tanker. Loads at Port B, falls silent in the Yellow Sea, comes back under the name and
           number of DELTA, delivers at Port A, falls silent again and goes home as itself.
  BRAVO    a tanker. Waits in the East China Sea and lies alongside CHARLIE for nine hours.
  CHARLIE  a tanker. Comes from Port A, silent on the way out and on the way back.
  DELTA    a cargo ship with nothing to hide, elsewhere while ALPHA goes by its number.
  ECHO     a bulk carrier. Takes coal from Port C to Port D, silent for a day and a half.
  FOXTROT  a ferry between Ports E and F. Innocent.

Twenty-four dated deliveries take the estimate across the exercise's cap: on a certain day with the
tankers 90 % laden, on a later one with half, and not at all with a third.
"""

import datetime
import math
import random
import sys
from xml.sax.saxutils import escape, quoteattr

METRES = 1 / 111195.0                      # in degrees of latitude
START = datetime.datetime(2030, 5, 1)

PLACES = {                                 # all of them at sea, on coasts where there is no such port
    'port-a': ('Exercise Port A', 'KP', 38.780, 125.090, 4, 'port'),
    'port-b': ('Exercise Port B', 'XA', 28.710, 121.685, 4, 'port'),
    'port-c': ('Exercise Port C', 'KP', 38.340, 124.820, 4, 'port'),
    'port-d': ('Exercise Port D', 'XA', 34.900, 119.280, 5, 'port'),
    'port-e': ('Exercise Port E', 'XA', 36.810, 122.370, 3, 'port'),
    'port-f': ('Exercise Port F', 'XB', 36.740, 126.080, 3, 'port'),
    'port-g': ('Exercise Port G', 'XC', 31.950, 130.160, 3, 'port'),
    'area-m': ('Exercise Meeting Area', '', 30.800, 125.600, 30, 'anchorage'),
}


INTO_B = [(28.64, 122.62), (28.645, 121.95), (28.66, 121.74)]   # south of the islands off it
OUT_OF_B = INTO_B[::-1]


def at(place, north_m=0, east_m=0):
    lat, lon = PLACES[place][2:4]
    return lat + north_m * METRES, lon + east_m * METRES / math.cos(math.radians(lat))


# ---- one vessel's voyage ------------------------------------------------------------------------

def day(text):
    """Minutes since START of 'day hour:minute', all in May 2030."""
    number, clock = text.split()
    hour, minute = clock.split(':')
    return (int(number) - 1) * 1440 + int(hour) * 60 + int(minute)


def iso(minute):
    return (START + datetime.timedelta(minutes=round(minute))).strftime('%Y-%m-%dT%H:%M:%SZ')


def distance_m(a, b):
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(b[0] - a[0], east) / METRES


def bearing(a, b):
    east = (b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.degrees(math.atan2(east, b[0] - a[0])) % 360


class Voyage:
    """What one transponder says: fixes and silences, one step after the other."""

    def __init__(self, seed, where, begins):
        self.random = random.Random(seed)
        self.where, self.now = where, begins
        self.draught, self.mmsi = 0.0, ''
        self.tracks, self.said = [], 0

    def identify(self, mmsi):
        self.mmsi = mmsi
        self.tracks.append((mmsi, [], {}))      # fixes; silences, by the fix before them

    def _fix(self, position, sog, cog, heading, spread_m):
        wobble = [self.random.uniform(-spread_m, spread_m) for _ in range(2)]
        lat = position[0] + wobble[0] * METRES
        lon = position[1] + wobble[1] * METRES / math.cos(math.radians(lat))
        time = iso(self.now)
        attributes = (f'time="{time}" lat="{lat:.5f}" lon="{lon:.5f}" sog="{max(sog, 0):.1f}" '
                      f'cog="{round(cog) % 360}" heading="{round(heading) % 360}"')
        if self.said % 12 == 0:            # the draught comes with the voyage data, less often
            attributes += f' draught="{self.draught:.1f}"'
        self.said += 1
        self.tracks[-1][1].append((time, attributes))

    def go(self, points, knots, every=20):
        for point in points:
            length, course = distance_m(self.where, point), bearing(self.where, point)
            ends = self.now + length / 1852 / knots * 60
            begin, begins = self.where, self.now
            while self.now < ends:
                part = (self.now - begins) / (ends - begins)
                side = 120 * math.sin(part * math.pi) * math.sin(part * 9)
                position = (begin[0] + (point[0] - begin[0]) * part, begin[1] + (point[1] - begin[1]) * part)
                position = (position[0] - side * METRES * math.sin(math.radians(course)),
                            position[1] + side * METRES * math.cos(math.radians(course))
                            / math.cos(math.radians(position[0])))
                self._fix(position, knots + self.random.uniform(-.4, .4), course + self.random.uniform(-2, 2),
                          course + self.random.uniform(-3, 3), 12)
                self.now += every
            self.where = point

    def stay(self, until, heading=40, every=30, spread_m=14):
        while self.now < until:
            self._fix(self.where, self.random.choice((0, 0, 0, .1)), self.random.uniform(0, 359),
                      heading + self.random.uniform(-2, 2), spread_m)
            self.now += every

    def drift(self, until, knots, course, every=10, spread_m=5):
        begin, begins = self.where, self.now
        while self.now < until:
            way = knots * 1852 * (self.now - begins) / 60 * METRES
            self.where = (begin[0] + way * math.cos(math.radians(course)),
                          begin[1] + way * math.sin(math.radians(course)) / math.cos(math.radians(begin[0])))
            self._fix(self.where, knots + self.random.uniform(-.1, .1), course + self.random.uniform(-4, 4),
                      course + 150 + self.random.uniform(-3, 3), spread_m)
            self.now += every

    def silent(self, until, where, mmsi=None):
        """Nothing from the last fix until then; a new number begins a new track."""
        _, fixes, silences = self.tracks[-1]
        silences[fixes[-1][0]] = iso(until)
        self.now, self.where = until, where
        if mmsi is not None:
            self.identify(mmsi)


def alpha():
    v = Voyage(1, INTO_B[0], day('1 00:05'))
    v.identify('799000001')
    v.draught = 4.8
    v.stay(day('2 06:00'), 120, spread_m=60)
    v.go([*INTO_B, at('port-b')], 8)
    v.stay(day('4 00:00'), 15)
    v.draught = 8.6
    v.go([*OUT_OF_B, (29.6, 123.5), (31.5, 123.7), (33.5, 123.5), (35.2, 123.2)], 10)
    v.silent(day('7 07:40'), (36.6, 123.5), '799000004')
    v.go([(37.6, 123.75), (38.40, 124.25), (38.62, 124.60), (38.72, 124.88)], 9.5)
    v.stay(day('8 13:00'), 200, spread_m=60)
    v.go([at('port-a')], 6)
    v.stay(day('9 01:00'), 75)
    v.draught = 5.0
    v.silent(day('10 12:20'), at('port-a'))
    v.stay(day('11 02:00'), 75)
    v.go([(38.72, 124.88), (38.62, 124.60), (38.40, 124.25), (37.2, 123.7)], 10.5)
    v.silent(day('13 06:10'), (35.0, 123.4), '799000001')
    v.go([(33.5, 123.5), (31.0, 123.7), (29.6, 123.5), INTO_B[0]], 10.5)
    v.stay(day('15 12:00'), 120, spread_m=60)
    return v


def bravo():
    v = Voyage(2, at('port-b', 500, -100), day('1 00:10'))
    v.identify('799000002')
    v.draught = 11.2
    v.stay(day('2 10:00'), 15)
    v.go([*OUT_OF_B, (29.4, 123.8), (30.80, 125.60)], 9)
    meeting = v.where
    v.stay(day('6 08:00'), 320, spread_m=60)
    v.where = meeting
    v.drift(day('6 17:30'), .2, 35)
    v.draught = 9.3
    v.go([(30.95, 125.9)], 4)
    v.stay(day('9 18:00'), 300, spread_m=80)
    v.go([(29.4, 123.8), *INTO_B, at('port-b', 500, -100)], 9.5)
    v.stay(day('14 12:00'), 15)
    return v


def charlie():
    v = Voyage(3, at('port-a', -450, -250), day('1 00:14'))
    v.identify('799000003')
    v.draught = 3.6
    v.stay(day('1 15:00'), 80)
    v.go([(38.70, 124.88), (38.60, 124.58), (38.35, 124.20), (37.6, 123.6)], 9)
    v.silent(day('5 03:30'), (31.9, 124.9))
    v.go([(31.2, 125.4)], 8)
    v.stay(day('6 04:00'), 320, spread_m=60)
    alongside = (30.80 + 20 * METRES, 125.60 + 45 * METRES / math.cos(math.radians(30.8)))
    v.go([alongside], 7.5)
    v.drift(day('6 07:50'), .1, 90, every=10)
    v.where, v.now = alongside, day('6 08:04')
    v.drift(day('6 17:34'), .2, 35)
    v.draught = 6.1
    v.go([(31.5, 125.2), (33.0, 124.6)], 9)
    v.silent(day('9 21:00'), (37.9, 123.8))
    v.go([(38.35, 124.20), (38.60, 124.58), (38.70, 124.88), at('port-a', -450, -250)], 9)
    v.stay(day('13 00:00'), 80)
    v.draught = 3.7
    v.stay(day('14 18:00'), 80)
    return v


def delta():
    v = Voyage(4, at('port-g'), day('1 00:20'))
    v.identify('799000004')
    v.draught = 6.4
    v.stay(day('3 09:00'), 190)
    v.go([(32.0, 129.5), (31.0, 127.0), (29.4, 123.8), *INTO_B, at('port-b', -600, 0)], 11)
    v.stay(day('8 04:00'), 20)
    v.draught = 5.1
    v.go([*OUT_OF_B, (29.4, 123.8), (31.0, 127.0), (32.0, 129.5), at('port-g')], 11)
    v.stay(day('13 20:00'), 190)
    return v


def echo():
    v = Voyage(5, at('port-c'), day('1 00:02'))
    v.identify('799000005')
    v.draught = 9.7
    v.stay(day('4 11:00'), 310)
    v.go([(38.30, 124.45), (37.9, 123.9)], 10)
    v.silent(day('6 06:40'), (36.0, 122.95))
    v.go([(35.3, 121.6), (35.0, 120.3), (34.93, 119.45)], 10.5)
    v.stay(day('8 22:00'), 60, spread_m=80)
    v.go([at('port-d')], 5)
    v.stay(day('12 15:00'), 110)
    v.draught = 4.3
    v.go([(35.0, 120.3), (35.3, 121.6), (36.4, 123.2), (37.6, 123.8)], 11)
    return v


def foxtrot():
    v = Voyage(6, at('port-e'), day('1 00:08'))
    v.identify('799000006')
    v.draught = 5.5
    way = [(36.72, 122.75), (36.66, 124.4), (36.70, 125.6), at('port-f')]
    back = [(36.76, 125.6), (36.72, 124.4), (36.78, 122.75), at('port-e')]
    for night in range(1, 14):
        v.stay(day(f'{night} 10:00'), 90 if night % 2 else 270)
        v.go(way if night % 2 else back, 18)
    v.stay(day('14 12:00'), 270)
    return v


# ---- writing XML --------------------------------------------------------------------------------

out = []


def element(depth, tag, inside=None, /, **attributes):
    """One element; attributes that are unknown (None) are left out, from_ is written from, with_ with."""
    head = '  ' * depth + '<' + tag
    for key, value in attributes.items():
        if value is not None:
            head += f' {key.rstrip("_").replace("_", "-")}={quoteattr(str(value))}'
    if inside is None:
        out.append(head + '/>')
    elif isinstance(inside, str):
        out.append(head + '>' + escape(inside) + f'</{tag}>')
    else:
        out.append(head + '>')
        for write in inside:
            write(depth + 1)
        out.append('  ' * depth + f'</{tag}>')


def cite(source=None, para=None, annex=None, page=None):
    return lambda depth: element(depth, 'cite', source=source, para=para, annex=annex, page=page)


def wording(text, lang='en'):
    return lambda depth: out.append('  ' * depth + f'<wording xml:lang="{lang}">{escape(text)}</wording>')


def disputed(by, text, on=None):
    return lambda depth: element(depth, 'disputed', text, by=by, on=on)


def child(tag, inside=None, /, **attributes):
    return lambda depth: element(depth, tag, inside, **attributes)


def imo(six):
    return f'{six}{sum(int(d) * w for d, w in zip(six, range(7, 1, -1))) % 10}'


def barrels(capacity, share):
    return round(capacity * share)


VESSELS = {  # hull: six digits of its number, type, built, gt, dwt, capacity in barrels
    'alpha': ('000123', 'products tanker', 2009, 3300, 5100, 31000),
    'bravo': ('000234', 'products tanker', 2004, 28500, 46000, 310000),
    'charlie': ('000345', 'products tanker', 1996, 2450, 3900, 24000),
    'delta': ('000456', 'general cargo ship', 2011, 4900, 7100, None),
    'echo': ('000567', 'bulk carrier', 2001, 17900, 28400, None),
    'foxtrot': ('000678', 'passenger ferry', 2017, 21400, 5200, None),
    'golf': ('000789', 'products tanker', 1999, 1950, 3050, 18500),
    'hotel': ('000891', 'products tanker', 2007, 4600, 6900, 42000),
}

# Day, tanker, where: every delivery that the exercise's state counts.
DELIVERIES = [
    ('01-09', 'hotel'), ('01-17', 'charlie'), ('01-28', 'golf'), ('02-08', 'alpha'), ('02-19', 'hotel'),
    ('02-27', 'charlie'), ('03-06', 'golf'), ('03-14', 'alpha'), ('03-25', 'hotel'), ('04-02', 'charlie'),
    ('04-11', 'golf'), ('04-19', 'hotel'), ('04-28', 'alpha'), ('05-08', 'alpha'), ('05-10', 'charlie'),
    ('05-24', 'hotel'), ('06-04', 'golf'), ('06-16', 'alpha'), ('06-29', 'hotel'), ('07-12', 'charlie'),
    ('07-30', 'alpha'), ('08-13', 'hotel'), ('08-27', 'golf'), ('09-15', 'hotel'),
]


def delivered(share, first='01-01', last='12-31'):
    chosen = [VESSELS[v][5] for on, v in DELIVERIES if first <= on <= last]
    return round(sum(chosen) * share), len(chosen)


def write_vessels():
    identities = {
        'alpha': [dict(name='EXERCISE ALPHA', flag=None, mmsi='799000001', from_='2028-03', to='open')],
        'bravo': [dict(name='EXERCISE BRAVO', flag=None, mmsi='799000002', from_='2027', to='open')],
        'charlie': [dict(name='EXERCISE CHARLIE', flag='KP', mmsi='799000003', from_='2029-Q3', to='open')],
        'delta': [dict(name='EXERCISE DELTA', flag=None, mmsi='799000004', from_='2026', to='open')],
        'echo': [dict(name='EXERCISE ECHO', flag=None, mmsi='799000005', from_='2029', to='open')],
        'foxtrot': [dict(name='EXERCISE FOXTROT', flag=None, mmsi='799000006', from_='2025', to='open')],
        'golf': [dict(name='EXERCISE GOLF', flag='KP', from_='2024', to='open')],
        'hotel': [dict(name='EXERCISE HOTEL', flag='KP', from_='2024', to='2029-H1'),
                  dict(name='EXERCISE HOTEL 2', flag='KP', from_='2029-H2', to='open')],
    }
    measures = {
        'charlie': dict(by='Exercise Committee', kind='port-entry-ban', from_='2030-10-16',
                        instrument='EX 12 (2028)', para='6'),
        'golf': dict(by='Exercise Committee', kind='port-entry-ban', from_='2029-03-30',
                     instrument='EX 12 (2028)', para='6'),
    }
    vessels = []
    for para, (hull, (six, kind, built, gt, dwt, capacity)) in enumerate(VESSELS.items(), 30):
        inside = [child('particulars', [cite(para=para, annex='2')], type=kind, built=built, gt=gt, dwt=dwt,
                        capacity_bbl=capacity)]
        for identity in identities[hull]:
            inside.append(child('identity', [cite(para=para, annex='2')], **identity))
        if hull == 'alpha':
            inside.append(child('identity', [
                cite(source='panel', para='41', annex='3'),
                wording('From 7 to 12 May 2030 EXERCISE ALPHA broadcast the name and number of EXERCISE DELTA, '
                        'which was itself broadcasting in the East China Sea.'),
                wording('2030년 5월 7일부터 12일까지 연습선 알파호는 연습선 델타호의 선명과 번호를 송신하였다.', 'ko'),
            ], kind='borrowed', name='EXERCISE DELTA', mmsi='799000004', owner_imo=imo(VESSELS['delta'][0]),
                from_='2030-05-07', to='2030-05-12'))
        if hull in measures:
            inside.append(child('measure', [cite(source='committee', para='6')], **measures[hull]))
        vessels.append(child('vessel', inside, id=hull, imo=imo(six)))
    element(1, 'vessels', vessels)


def write_caps():
    element(1, 'caps', [
        child('cap', [cite(para='5'), wording('… the aggregate amount of 300,000 barrels in any year …')],
              id='cap-refined', commodity='refined-petroleum', direction='import', quantity=300000, unit='bbl',
              from_='2029-01-01', to='open', year_starts='01-01', resolution='EX 14 (2028)', para='5'),
        child('cap', [cite(para='4')], id='cap-crude-bbl', commodity='crude', direction='import', quantity=800000,
              unit='bbl', from_='2029-01-01', to='open', year_starts='01-01', resolution='EX 14 (2028)', para='4',
              alternative_of='cap-crude'),
        child('cap', [cite(para='4')], id='cap-crude-t', commodity='crude', direction='import', quantity=105000,
              unit='t', from_='2029-01-01', to='open', year_starts='01-01', resolution='EX 14 (2028)', para='4',
              alternative_of='cap-crude'),
        child('cap', [cite(para='26')], id='cap-coal-t', commodity='coal', direction='export', quantity=1500000,
              unit='t', from_='2029-01-01', to='2029-08-04', year_starts='01-01', resolution='EX 9 (2027)', para='26',
              limb_of='cap-coal', replaced_by='ban-coal'),
        child('cap', [cite(para='26')], id='cap-coal-usd', commodity='coal', direction='export', quantity=90000000,
              unit='USD', from_='2029-01-01', to='2029-08-04', year_starts='01-01', resolution='EX 9 (2027)',
              para='26', limb_of='cap-coal', replaced_by='ban-coal'),
        child('cap', [cite(para='8'), wording('연습용: 석탄의 공급, 판매 또는 이전을 금지한다.', 'ko')],
              id='ban-coal', commodity='coal', direction='export', quantity=0, unit='t', from_='2029-08-05', to='open',
              year_starts='01-01', resolution='EX 14 (2028)', para='8'),
    ])
    element(1, 'conversions', [
        child('conversion', [cite(source='committee', para='12')], id='bbl-per-t', commodity='refined-petroleum',
              from_='t', to='bbl', factor='8.33'),
    ])


def write_trade():
    oil = dict(commodity='refined-petroleum', direction='import', destination_country='KP')
    coal = dict(commodity='coal', direction='export', origin_country='KP')
    lines = []

    # What was notified, month by month: June is a reported zero, July was never reported.
    for year, months in ((2029, (9800, 8200, 11400, 12100, 9900, 10300, 7600, 8800, 9100, 10900, 11200, 10600)),
                         (2030, (10100, 9400, 12800, 11900, 10700, 0, None, 8300, 9600))):
        for month, quantity in enumerate(months, 1):
            if quantity is None:
                continue
            inside = [cite(source='committee', annex='5')]
            if quantity == 0:
                inside.append(wording('Exercise State Green notified that it had made no deliveries in June 2030.'))
            lines.append(child('total', inside, id=f'notified-{year}-{month:02}', **oil,
                               from_=f'{year}-{month:02}', to=f'{year}-{month:02}', quantity=quantity, unit='bbl',
                               bound='exact', origin_country='XB',
                               known=f'{year + month // 12}-{month % 12 + 1:02}-28'))
    # A notification in tonnes alone: without the conversion it stays words beside the bars.
    lines.append(child('total', [cite(source='committee', annex='5')], id='notified-2030-blue', **oil,
                       from_='2030-01', to='2030-06', quantity=1350, unit='t', bound='exact', origin_country='XC',
                       known='2030-08-02'))
    lines.append(child('total', [cite(source='committee', annex='5'),
                                 wording('The figure for January to June was corrected on 4 October 2030.')],
                       id='notified-2030-blue-corrected', **oil, from_='2030-01', to='2030-06', quantity=1420,
                       unit='t', bound='exact', origin_country='XC', known='2030-10-04',
                       supersedes='notified-2030-blue'))

    # The estimate: the dated deliveries added up, cumulatively, under each share of the capacity.
    for share, text, name in ((1 / 3, '1/3', 'third'), (1 / 2, '1/2', 'half'), (.9, '0.9', 'most')):
        for last, label in (('03-31', '2030-03'), ('06-30', '2030-06'), ('09-30', '2030-09')):
            quantity, count = delivered(share, '01-01', last)
            inside = [cite(source='state', annex='6')]
            if label == '2030-09' and name == 'most':
                inside.append(wording(f'{count} deliveries; at 90 per cent laden some {quantity:,} barrels.'))
                inside.append(wording(f'24차례 운송, 적재율 90% 기준 약 {quantity:,} 배럴 (연습).', 'ko'))
                inside.append(disputed('Exercise State Blue', 'It could not verify the counting of port calls.',
                                       '2030-10-20'))
            lines.append(child('total', inside, id=f'estimate-{name}-{label}', **oil, from_='2030-01', to=label,
                               quantity=quantity, unit='bbl', bound='about' if label == '2030-09' else 'exact',
                               count=count, laden=text, method='direct-delivery',
                               part_of=None if label == '2030-09' else f'estimate-{name}-2030-09',
                               known='2030-10-12'))
    lines.append(child('total', [cite(source='ngo', page='14')], id='estimate-observatory', **oil, from_='2030-01',
                       to='2030-09', quantity=390000, quantity_high=430000, unit='bbl', bound='about', laden='0.6',
                       known='2030-10-30'))
    lines.append(child('total', [cite(source='state', annex='6')], id='estimate-2029', **oil, from_='2029', to='2029',
                       quantity=412000, unit='bbl', bound='at-least', count=19, laden='0.9', known='2030-02-01'))
    lines.append(child('total', [cite(source='committee', annex='5')], id='crude-2029', commodity='crude',
                       direction='import', from_='2029', to='2029', quantity=610000, unit='bbl', bound='exact',
                       origin_country='XA', destination_country='KP', known='2030-02-15'))

    # Coal: notified under the cap, then estimates after the ban; a subset, and two estimates of one period.
    for month, (tonnes, dollars) in enumerate(((210000, 16800000), (245000, 19100000), (198000, 15600000),
                                               (0, 0), (176000, 13900000), (232000, 18700000)), 1):
        lines.append(child('total', [cite(source='committee', annex='8')], id=f'coal-2029-{month:02}', **coal,
                           from_=f'2029-{month:02}', to=f'2029-{month:02}', quantity=tonnes, unit='t', bound='exact',
                           value=dollars, value_bound='exact', currency='USD', destination_country='XA',
                           known=f'2029-{month + 1:02}-28'))
    lines += [
        child('total', [cite(source='panel', para='52'),
                        wording('The Panel estimates that at least 900,000 tons of coal were exported from January '
                                'to September 2030, mainly to Exercise Port D.'),
                        wording('2030년 1월부터 9월까지 최소 90만 톤의 석탄이 수출된 것으로 추정된다 (연습).', 'ko')],
              id='coal-panel', **coal, from_='2030-01', to='2030-09', quantity=900000, unit='t', bound='at-least',
              count=64, destination_country='XA'),
        child('total', [cite(source='panel', para='53'),
                        wording('Of these, 540,000 tons were moved by ship-to-ship transfer.')],
              id='coal-panel-transfers', **coal, from_='2030-01', to='2030-09', quantity=540000, unit='t',
              bound='about', destination_country='XA', method='ship-to-ship', part_of='coal-panel'),
        child('total', [cite(source='state', annex='7')], id='coal-state', **coal, from_='2030-01', to='2030-09',
              quantity=1300000, quantity_high=1500000, unit='t', bound='about', value=104000000, value_high=135000000,
              value_bound='about', currency='USD', destination_country='XA', known='2030-10-12'),
        child('total', [cite(source='media', page='1')], id='coal-2030-h1', **coal, from_='2030-H1', to='2030-H1',
              quantity=700000, unit='t', bound='up-to', destination_country='XA', known='2030-07-19'),
    ]

    for number, (on, hull) in enumerate(DELIVERIES, 1):
        inside = [cite(source='state', annex='6', page=str(60 + number))]
        if on == '05-08':
            inside.append(wording('EXERCISE ALPHA discharged at Exercise Port A from 8 to 11 May 2030.'))
        lines.append(child('shipment', inside, id=f'delivery-{number:02}', commodity='refined-petroleum',
                           direction='import', on=f'2030-{on}', vessel=hull, destination='port-a',
                           quantity=barrels(VESSELS[hull][5], .9), unit='bbl', laden='0.9', method='direct-delivery',
                           part_of='estimate-most-2030-09'))
    lines.append(child('shipment', [cite(source='panel', para='55'),
                                    wording('EXERCISE ECHO carried 26,500 tons of coal to Exercise Port D.')],
                       id='coal-echo', commodity='coal', direction='export', on='2030-05-08', vessel='echo',
                       origin='port-c', destination='port-d', quantity=26500, unit='t', method='direct-delivery'))
    element(1, 'trade', lines)


def write_movements():
    lines = [
        child('sighting', [cite(source='panel', para='44', annex='4'),
                           wording('Imagery of 6 May 2030 shows EXERCISE BRAVO and EXERCISE CHARLIE alongside.')],
              id='seen-meeting', vessel='bravo', on='2030-05-06T11:40Z', lat='30.805', lon='125.604', radius_km='3',
              place='area-m', activity='ship-to-ship', with_='charlie', known_by='seen'),
        child('sighting', [cite(source='panel', para='43', annex='4'),
                           wording('Imagery of 9 May 2030 shows a tanker of the size of EXERCISE ALPHA at the pier.')],
              id='seen-port-a', vessel='alpha', on='2030-05-09T02:10Z', lat='38.781', lon='125.088', radius_km='1',
              place='port-a', activity='unloading', known_by='seen'),
        child('sighting', [cite(source='state', annex='6')],
              id='told-waiting', vessel='charlie', on='2030-05-05', lat='31.4', lon='125.2', radius_km='60',
              where='about 60 nautical miles north of the meeting area', activity='at-anchor', known_by='told'),
        child('sighting', [cite(source='panel', para='55', annex='4')],
              id='seen-port-d', vessel='echo', on='2030-05-10T03:00Z', lat='34.901', lon='119.281', radius_km='2',
              place='port-d', activity='unloading', known_by='seen'),
        child('sighting', [cite(source='media', page='3'),
                           wording('연습선 호텔 2호가 연습 제1항 밖에서 대기하는 모습이 보였다고 전해졌다.', 'ko')],
              id='told-hotel', vessel='hotel', on='2030-05-22', lat='38.45', lon='124.2', radius_km='40',
              where='seaward of Exercise Port A', activity='at-anchor', known_by='told'),
    ]
    for hull, voyage in (('alpha', alpha()), ('bravo', bravo()), ('charlie', charlie()), ('delta', delta()),
                         ('echo', echo()), ('foxtrot', foxtrot())):
        for mmsi, fixes, silences in voyage.tracks:
            lines.append(track(hull, mmsi, fixes, silences))
    lines += [
        child('route', [
            child('leg', [child('via', lat='31.5', lon='123.7'), child('via', lat='35.2', lon='123.2'),
                          child('via', lat='36.6', lon='123.5'), child('via', lat='38.62', lon='124.6')],
                  from_='port-b', to='port-a'),
            cite(source='panel', para='42', annex='4'),
            wording('EXERCISE ALPHA is suspected of having sailed from Exercise Port B to Exercise Port A.'),
        ], id='route-alpha', vessel='alpha', suspected='yes', from_='2030-05-04', to='2030-05-08'),
        child('route', [
            child('leg', [], from_='port-a', to='area-m'),
            child('leg', [child('via', lat='33.0', lon='124.6')], from_='area-m', to='port-a'),
            cite(source='panel', para='45'),
        ], id='route-charlie', vessel='charlie', suspected='yes', from_='2030-05-01', to='2030-05-10'),
    ]
    element(1, 'movements', lines)


def track(hull, mmsi, fixes, silences):
    def write(depth):
        indent = '  ' * depth
        out.append(f'{indent}<track vessel="{hull}" mmsi="{mmsi}" known-by="broadcast">')
        for time, fix in fixes:
            out.append(f'{indent}  <fix {fix}/>')
            if time in silences:
                out.append(f'{indent}  <silence from="{time}" to="{silences[time]}"/>')
        cite(source='ais')(depth + 1)
        out.append(f'{indent}</track>')
    return write


def write_thefts():
    def theft(id, inside, **attributes):
        return child('theft', inside, id=id, **attributes)

    element(1, 'thefts', [
        theft('theft-1', [
            child('asset', code='BTC', amount='610'), child('asset', code='ETH', amount='9000'),
            child('attribution', to='Exercise Group X', by='court', on='2029-11-02', strength='confirmed'),
            child('attribution', to='Exercise Group X', by='panel', on='2030-03-04', strength='attributed'),
            child('step', on='2029-03-15', how='mixer', through='Exercise Mixer', amount='31000000'),
            cite(source='court', page='7'),
        ], on='2029-03-14', target='Exercise Exchange One', target_kind='exchange', country='XB', amount=40000000,
            currency='USD', bound='about'),
        theft('theft-2', [
            child('asset', code='ETH'),
            child('attribution', to='Exercise Group X', by='private', on='2029-09-10', strength='strongly-suggested'),
            cite(source='private', page='22'),
        ], on='2029-08', target='Exercise Bridge', target_kind='bridge', country='XC', amount=75500000,
            currency='USD', bound='exact'),
        theft('theft-3', [
            child('attribution', to='Exercise Group Y', by='panel', on='2030-03-04', strength='suspected'),
            cite(source='panel', para='71'),
        ], on='2029-Q4', target='Exercise Exchange Two', target_kind='exchange', country='XA', amount=12000000,
            amount_high=15000000, currency='USD', bound='about'),
        theft('theft-4', [
            child('attribution', to='Exercise Group X', by='national', on='2030-06-30', strength='attributed'),
            child('attribution', to='Exercise Group Y', by='private', on='2030-04-01', strength='suspected'),
            cite(source='national', page='2'),
            wording('연습 거래소에서 약 613억 원 상당의 가상자산이 탈취되었다.', 'ko'),
        ], on='2030-02-11', target='연습 거래소', target_kind='exchange', country='XB', amount=61300000000,
            currency='KRW', bound='about'),
        theft('theft-5', [
            child('asset', code='BTC', amount='420'),
            child('attribution', to='Exercise Group X', by='panel', on='2030-11-15', strength='strongly-suggested'),
            child('recovered', bound='more-than', fraction='0.6'),
            child('step', on='2030-05-21', how='bridge', through='Exercise Bridge'),
            child('step', on='2030-05-23', how='mixer', through='Exercise Mixer', amount='9000000'),
            cite(source='panel', para='73'),
        ], on='2030-05-20', target='Exercise Exchange Three', target_kind='exchange', country='XC', amount=28000000,
            currency='USD', bound='exact'),
        theft('theft-6', [
            child('attribution', to='Exercise Group X', by='private', on='2030-08-01', strength='investigating'),
            cite(source='private', page='30'),
        ], on='2030-H1', target='Exercise Wallets', target_kind='wallet', country='', amount=9000000,
            currency='USD', bound='at-least'),
        theft('theft-7', [
            child('attribution', to='Exercise Group Y', by='media', on='2030-07-02', strength='suspected'),
            cite(source='media', page='5'),
            wording('An exchange that was not named lost an amount that was not stated.'),
        ], on='2030-06-25', target_kind='exchange'),
        child('total', [cite(source='state', annex='9'),
                        wording('From 2029 to June 2030 virtual assets worth 190 million dollars were stolen.')],
              id='thefts-state', from_='2029', to='2030-06', amount=190000000, currency='USD', bound='exact',
              known='2030-10-12'),
        child('total', [cite(source='private', page='31')], id='thefts-private', from_='2030-01', to='2030-06',
              amount=30000000, currency='USD', bound='up-to', count=2, known='2030-08-01'),
    ])


def make_report():
    out.append('<?xml version="1.0" encoding="UTF-8"?>')
    out.append('<!-- An exercise: every value is made up. Written by make-exercise.py, which tells the story. -->')
    out.append('<report xmlns="urn:plimsoll:report:1" symbol="EX/1" edition="1" xml:lang="en" exercise="yes">')
    element(1, 'about', [
        child('title', 'Exercise report: six vessels in May 2030'),
        child('publisher', 'Exercise Panel', kind='panel'),
        child('dated', '2030-11-15'),
        child('covers', from_='2029-01-01', to='2030-10-31'),
        child('status', 'approved', on='2030-12-02'),
        child('handling', 'unrestricted'),
    ])
    element(1, 'sources', [
        child('source', name, id=id, basis=basis) for id, basis, name in (
            ('panel', 'panel', 'Exercise Panel'), ('committee', 'notified', 'Exercise Committee'),
            ('state', 'member-state', 'Exercise State Red'), ('national', 'national', 'Exercise Police'),
            ('court', 'court', 'Exercise Court'), ('ngo', 'ngo', 'Exercise Observatory'),
            ('private', 'private', 'Exercise Analytics'), ('media', 'media', 'Exercise Daily'),
            ('ais', 'private', 'Exercise AIS archive'))
    ])
    element(1, 'places', [
        child('place', id=id, name=name, country=country or None, lat=f'{lat:.3f}', lon=f'{lon:.3f}',
              radius_km=radius, kind=kind) for id, (name, country, lat, lon, radius, kind) in PLACES.items()
    ])
    write_vessels()
    write_caps()
    write_trade()
    write_movements()
    write_thefts()
    out.append('</report>')
    return ('\n'.join(out) + '\n').encode()


if __name__ == '__main__':
    report = make_report()
    if sys.argv[1:2] == ['--check']:
        with open(sys.argv[2], 'rb') as bundled:
            sys.exit(0 if bundled.read() == report else f'{sys.argv[2]} is not what this program writes')
    sys.stdout.buffer.write(report)
