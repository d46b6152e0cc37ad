#include "config.h"

#include "ui/plim-vessel-details.h"

#include <glib/gi18n.h>

#include "ui/plim-text.h"

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static GtkWidget *
add_section (GtkWidget  *box,
             const char *title)
{
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_set_margin_top (section, 12);
  plim_text_add (GTK_BOX (section), title, "heading");
  gtk_box_append (GTK_BOX (box), section);

  return section;
}

/* One line of a section: when, what, and below it who says so. */
static void
add_entry (GtkWidget        *section,
           const PlimPeriod *when,
           const char       *what,
           const PlimClaim  *claim)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *days = plim_period_is_known (when) ? plim_period_to_words (when) : g_strdup (_("not dated"));
  g_autofree char *citation = plim_claim_format_citation (claim);
  GtkWidget *left = gtk_label_new (days);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_width_chars (GTK_LABEL (left), 22);
  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (left), 22);
  gtk_widget_set_valign (left, GTK_ALIGN_START);
  gtk_widget_add_css_class (left, "numeric");
  gtk_widget_set_hexpand (right, TRUE);
  plim_text_add (GTK_BOX (right), what, NULL);
  plim_text_add (GTK_BOX (right), citation, "citation");

  gtk_box_append (GTK_BOX (line), left);
  gtk_box_append (GTK_BOX (line), right);
  gtk_box_append (GTK_BOX (section), line);
}

static void
append_fact (GString    *text,
             const char *words,
             const char *value)
{
  if (!is_given (value))
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, words, value);
}

static void
add_identities (GtkWidget        *box,
                const PlimVessel *vessel)
{
  GtkWidget *section;

  if (vessel->identities->len == 0)
    return;
  section = add_section (box, _("Names and numbers"));
  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const PlimIdentity *identity = g_ptr_array_index (vessel->identities, i);
      g_autoptr(GString) text = g_string_new (NULL);

      append_fact (text, "%s", is_given (identity->name) ? identity->name : _("name not stated"));
      append_fact (text, _("flag %s"), identity->flag);
      append_fact (text, "MMSI %s", identity->mmsi);
      append_fact (text, _("call sign %s"), identity->callsign);
      /* Translators: what kind of identity it is, in the report's own word: borrowed, former, later. */
      append_fact (text, _("stated as: %s"), identity->kind);
      append_fact (text, _("it belongs to IMO %s"), identity->owner_imo);
      add_entry (section, &identity->when, text->str, identity->claim);
    }
}

static void
add_particulars (GtkWidget        *box,
                 const PlimVessel *vessel)
{
  GtkWidget *section;
  PlimPeriod undated = PLIM_PERIOD_UNKNOWN;

  if (vessel->particulars->len == 0)
    return;
  section = add_section (box, _("The hull"));
  for (guint i = 0; i < vessel->particulars->len; i++)
    {
      const PlimParticulars *particulars = g_ptr_array_index (vessel->particulars, i);
      g_autoptr(GString) text = g_string_new (NULL);

      append_fact (text, "%s", particulars->type);
      append_fact (text, _("built %s"), particulars->built);
      append_fact (text, _("gross tonnage %s"), particulars->gt);
      append_fact (text, _("deadweight %s t"), particulars->dwt);
      append_fact (text, _("capacity %s bbl"), particulars->capacity_bbl);
      if (text->len > 0)
        add_entry (section, plim_period_is_known (&particulars->claim->known) ? &particulars->claim->known : &undated,
                   text->str, particulars->claim);
    }
}

static void
add_measures (GtkWidget        *box,
              const PlimVessel *vessel)
{
  GtkWidget *section;

  if (vessel->measures->len == 0)
    return;
  section = add_section (box, _("Measures"));
  for (guint i = 0; i < vessel->measures->len; i++)
    {
      const PlimMeasure *measure = g_ptr_array_index (vessel->measures, i);
      g_autoptr(GString) text = g_string_new (NULL);

      g_autofree char *kind = g_strdelimit (g_strdup (measure->kind != NULL ? measure->kind : ""), "-", ' ');

      append_fact (text, "%s", kind);
      append_fact (text, _("by %s"), measure->by);
      append_fact (text, "%s", measure->instrument);
      append_fact (text, _("paragraph %s"), measure->para);
      add_entry (section, &measure->when, text->str, measure->claim);
    }
}

static void
add_sightings (GtkWidget        *box,
               const PlimVessel *vessel,
               GPtrArray        *sightings)
{
  GtkWidget *section = NULL;

  for (guint i = 0; sightings != NULL && i < sightings->len; i++)
    {
      const PlimSighting *sighting = g_ptr_array_index (sightings, i);
      g_autoptr(GString) text = NULL;

      if (g_strcmp0 (sighting->vessel_key, vessel->key) != 0)
        continue;
      if (section == NULL)
        section = add_section (box, _("Sightings"));

      text = g_string_new (NULL);
      append_fact (text, "%s", sighting->activity);
      append_fact (text, _("with %s"), sighting->with_name);
      append_fact (text, "%s", sighting->where);
      append_fact (text, "%s", plim_known_by_get_words (sighting->known_by));
      add_entry (section, &sighting->when, text->str, sighting->claim);
    }
}

GPtrArray *
plim_vessel_details_list_doubts (const PlimVessel *vessel)
{
  GPtrArray *doubts = g_ptr_array_new_with_free_func (g_free);
  gboolean valid = vessel->imo != NULL && plim_imo_is_valid (vessel->imo);

  /* In an exercise a number that a real ship could bear is what is wrong. */
  if (vessel->imo != NULL && !vessel->exercise && !valid)
    g_ptr_array_add (doubts, g_strdup_printf (_("IMO %s has a wrong check digit."), vessel->imo));
  if (vessel->exercise && valid && vessel->imo[0] != '0')
    g_ptr_array_add (doubts, g_strdup_printf (_("IMO %s could be a real ship’s, yet this is an exercise."), vessel->imo));

  for (guint i = 0; i < vessel->identities->len; i++)
    {
      const PlimIdentity *identity = g_ptr_array_index (vessel->identities, i);
      const char *country = is_given (identity->mmsi) ? plim_mmsi_get_country (identity->mmsi) : NULL;

      if (!is_given (identity->mmsi))
        continue;
      if (vessel->exercise)
        {
          if (country != NULL)
            g_ptr_array_add (doubts, g_strdup_printf (_("MMSI %s could be a real ship’s, yet this is an exercise."), identity->mmsi));
        }
      else if (country == NULL)
        g_ptr_array_add (doubts, g_strdup_printf (_("MMSI %s belongs to no country."), identity->mmsi));
      else if (is_given (identity->flag) && g_ascii_strcasecmp (country, identity->flag) != 0)
        g_ptr_array_add (doubts, g_strdup_printf (_("MMSI %s is of %s, the flag is said to be %s."), identity->mmsi, country, identity->flag));
    }

  return doubts;
}

GtkWidget *
plim_vessel_details_new (const PlimVessel *vessel,
                         GPtrArray        *sightings)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autoptr(GPtrArray) doubts = plim_vessel_details_list_doubts (vessel);
  g_autofree char *imo = vessel->imo != NULL ? g_strdup_printf ("IMO %s", vessel->imo) : g_strdup (_("IMO number not stated"));

  gtk_widget_add_css_class (box, "details");
  if (vessel->exercise)
    plim_text_add (GTK_BOX (box), _("EXERCISE"), "exercise-mark");
  plim_text_add (GTK_BOX (box), plim_vessel_get_name (vessel), "title-2");
  plim_text_add (GTK_BOX (box), imo, "dim-label");
  if (vessel->refs->len > 1)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("Spoken of in %u report under the same IMO number",
                                                          "Spoken of in %u reports under the same IMO number",
                                                          vessel->refs->len), vessel->refs->len);

      plim_text_add (GTK_BOX (box), words, "dim-label");
    }
  for (guint i = 0; i < doubts->len; i++)
    plim_text_add (GTK_BOX (box), g_ptr_array_index (doubts, i), "warning");

  add_identities (box, vessel);
  add_particulars (box, vessel);
  add_measures (box, vessel);
  add_sightings (box, vessel, sightings);

  return box;
}
