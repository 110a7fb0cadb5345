package io.contactsync.csv;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The role of a column, recognised by its name in English, German, French, Spanish, Portuguese or Italian. */
enum ColumnRole {
    /** The id of the contact. */
    ID(
            "id|key|uid|uuid|guid|no|nr|num|number|code|externalid|external|reference|ref|(customer|client|contact|user|member|person|subscriber|account|record|row)(id|no|nr|number|key|code)|lfdnr|"
                    + "(kunden|kontakt|mitglieds?|personen|benutzer)(id|nr|nummer)|nummer|"
                    + "(identifiant|numero|codigo|codice|id|no|numeroduclient|numerode)(du|de|del|do|di)?(client|cliente|contact|contacto|contato|contatto|usuario|utente|membre|socio)?|matricule|referencia"),
    /** The given name. */
    FIRST_NAME(
            "first|firstname|givenname|forename|fname|given|vorname|rufname|prenom|nombres?|nombredepila|primernombre|nomeproprio|primeironome|prenome|nomedibattesimo"),
    /** The family name. */
    LAST_NAME(
            "last|lastname|surname|familyname|lname|family|nachname|familienname|zuname|nomdefamille|apellidos?|primerapellido|sobrenome|apelido|ultimonome|cognome|nomedifamiglia"),
    /** Given name and family name. */
    FULL_NAME(
            "name|fullname|displayname|contactname|customername|contact|person|kontakt|ganzername|vollername|vollstandigername|anzeigename|kundenname|nomcomplet|nometprenom|prenometnom|nombrecompleto|nombreyapellidos?|nomecompleto|nomeecognome|nomecognome|nominativo|ansprechpartner"),
    /** A phone number. */
    PHONE(
            ".*(phone|mobile|mobil|handy|telef|telemovel|cellul|celular|movil|whatsapp|msisdn|rufnummer|portable).*|tel|tlf|cell|gsm|telnr|telnumber|numerodetel|mobilnr"),
    /** An e-mail address. */
    EMAIL(
            "e?mail|mail|e?mail(address|adresse|id)|adresse(e?mail|electronique)|courriel|correo(electronico)?|(endereco)?(de)?email|postaelettronica|indirizzo(e?mail|email)|mel"),
    /** The language that the contact speaks. */
    LANGUAGE("language|lang|preferredlanguage|sprache|langue|idioma|lengua|lingua|linguagem"),
    /** The URL of a picture. */
    PICTURE(
            "profilepic|profilepicture|picture|pic|photo|photourl|avatar|avatarurl|image|imageurl|pictureurl|bild|profilbild|foto|fotourl|imagen|imagem|immagine");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Set<String> AMBIGUOUS_NAMES = Set.of("name", "nom", "nombre", "nome");

    private final Pattern names;

    ColumnRole(String names) {
        this.names = Pattern.compile(names);
    }

    /** {@return the role of the column with this name, if the name is known} */
    public static Optional<ColumnRole> of(String column) {
        String normalized = normalize(column);
        return Arrays.stream(values())
                .filter(role -> role.names.matcher(normalized).matches())
                .findFirst();
    }

    /** {@return whether the name means the family name next to a given name, and the full name otherwise} */
    static boolean isAmbiguousName(String column) {
        return AMBIGUOUS_NAMES.contains(normalize(column));
    }

    /** {@return the name in lower case, without accents and with only letters and digits} */
    static String normalize(String column) {
        String letters = ACCENTS.matcher(Normalizer.normalize(column, Normalizer.Form.NFD))
                .replaceAll("");
        return letters.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** {@return the words of a name in lower-case ASCII, joined by hyphens} */
    static String slug(String name) {
        String letters =
                ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        return letters.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    }
}
