package io.contactsync.simulator;

import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates names from many countries, and unusual contents of a name field, from random bits. */
final class NameGenerator {

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
    private static final List<String> UNUSUAL = List.of(
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

    private NameGenerator() {}

    static String firstName(long bits) {
        return FIRST.get((int) Math.floorMod(bits, (long) FIRST.size()));
    }

    static String lastName(long bits) {
        return LAST.get((int) Math.floorMod(bits >>> 20, (long) LAST.size()));
    }

    /** {@return a display name, null for some} */
    static @Nullable String displayName(long bits) {
        String first = firstName(bits);
        String last = lastName(bits);
        int bucket = (int) Math.floorMod(bits >>> 7, 200L);
        if (bucket >= 60) {
            return first + " " + last;
        }
        return switch (bucket / 5) {
            case 0, 1 -> null;
            case 2, 3 -> first;
            case 4, 5 -> first + "  " + last + "   " + lastName(bits >>> 5);
            case 6 -> "  " + first + " " + last + " ";
            case 7, 8 -> Normalizer.normalize(first + " " + last, Normalizer.Form.NFD);
            case 9 -> first + " " + last + " 🙂";
            case 10 -> bucket == 50 ? (last + " ").repeat(LONG_NAME_WORDS) + first : last + ", " + first;
            default -> UNUSUAL.get((int) Math.floorMod(bits >>> 13, (long) UNUSUAL.size()));
        };
    }

    /** {@return an ASCII user name} */
    static String username(long bits, int row) {
        String ascii = Normalizer.normalize(firstName(bits) + lastName(bits), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "");
        return (ascii.isEmpty() ? "user" : ascii) + row;
    }
}
