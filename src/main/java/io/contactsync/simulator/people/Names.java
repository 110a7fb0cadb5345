package io.contactsync.simulator.people;

import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of people from many countries, and what people put into a name's field. */
final class Names {

    private static final List<String> FIRST = List.of(
            "Frank",
            "Maria",
            "Mahin",
            "José",
            "Zoë",
            "Łukasz",
            "Søren",
            "Aaliyah",
            "Jürgen",
            "Nguyễn",
            "Olga",
            "Ольга",
            "Δημήτρης",
            "محمد",
            "נועה",
            "太郎",
            "小红",
            "민준",
            "Chloé",
            "Björk",
            "Siobhán",
            "Anna-Lena",
            "D'Angelo",
            "Priya",
            "Wei",
            "Fatima",
            "Kwame",
            "Ana María",
            "İbrahim",
            "Þór");
    private static final List<String> LAST = List.of(
            "McCallister",
            "Dar",
            "García Márquez",
            "Müller",
            "Kowalska",
            "O'Brien",
            "van der Berg",
            "Петрова",
            "Παππάς",
            "الحسن",
            "כהן",
            "山田",
            "王",
            "김",
            "Åström",
            "Nowak",
            "Smith",
            "Johnson",
            "Ivanović",
            "Đặng",
            "Özdemir",
            "Dupont-Durand",
            "Silva",
            "Adeyemi",
            "Khan",
            "Jensen",
            "Žižek",
            "Ó Súilleabháin");
    private static final List<String> ODD = List.of(
            "🦄",
            "Zoe 🎉🎊",
            "👩‍👩‍👧 family",
            "   ",
            "",
            "=SUM(A1:A9)",
            "+1 team",
            "@frank",
            "-",
            "<b>Bold</b>",
            "Robert\"); --",
            "Tab\there",
            "Line\nbreak",
            "\u200Bzero width",
            "null",
            "\u00A0Nbsp Name",
            "e\u0301e\u0301",
            "𝓕𝓪𝓷𝓬𝔂",
            "O\\'Neil",
            "a,b;c|d");
    private static final int LONG_NAME_WORDS = 40;

    private Names() {}

    static String first(long dice) {
        return FIRST.get((int) Math.floorMod(dice, (long) FIRST.size()));
    }

    static String last(long dice) {
        return LAST.get((int) Math.floorMod(dice >>> 20, (long) LAST.size()));
    }

    /** {@return the name in the contact list, null for some} */
    static @Nullable String display(long dice) {
        String first = first(dice);
        String last = last(dice);
        int luck = (int) Math.floorMod(dice >>> 7, 200L);
        if (luck >= 60) {
            return first + " " + last;
        }
        return switch (luck / 5) {
            case 0, 1 -> null;
            case 2, 3 -> first;
            case 4, 5 -> first + "  " + last + "   " + last(dice >>> 5);
            case 6 -> "  " + first + " " + last + " ";
            case 7, 8 -> Normalizer.normalize(first + " " + last, Normalizer.Form.NFD);
            case 9 -> first + " " + last + " 🙂";
            case 10 -> luck == 50 ? (last + " ").repeat(LONG_NAME_WORDS) + first : last + ", " + first;
            default -> ODD.get((int) Math.floorMod(dice >>> 13, (long) ODD.size()));
        };
    }

    /** {@return a name to log in with, in ASCII} */
    static String user(long dice, int row) {
        String ascii = Normalizer.normalize(first(dice) + last(dice), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "");
        return (ascii.isEmpty() ? "user" : ascii) + row;
    }
}
