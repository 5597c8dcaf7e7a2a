"""Many words sought at once are those that a search for each finds, wherever they begin."""

from __future__ import annotations

import random

from disclosure.basics.persons.word_search import HEAD, Words, WordsInSentences

ALPHABET = "-^]\\.甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃\n"
LONGEST = HEAD + 3


def test_many_words_at_once_are_those_that_each_alone_is() -> None:
    chance = random.Random(7)  # noqa: S311  cases, not secrets
    found = 0  # the five of each text at the least
    for _ in range(30):
        usual = "".join(chance.choices(ALPHABET[:20], k=200))
        lengths = (chance.randint(HEAD, LONGEST) for _ in range(200))
        words = {"".join(chance.choices(ALPHABET, k=length)) for length in lengths}
        parts = (*chance.sample(sorted(words), 5), *chance.choices(ALPHABET, k=200))
        text = "".join(chance.sample(parts, len(parts)))
        within = set(Words(words, usual=usual).within(text))
        assert within == {word for word in words if word in text}
        assert set(WordsInSentences(words).within(text)) == within
        found += len(within)
    assert found >= 150
