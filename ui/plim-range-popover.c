#include "config.h"

#include "ui/plim-range-popover.h"

#include <glib/gi18n.h>

struct _PlimRangePopover
{
  GtkPopover      parent_instance;

  PlimWorkspace  *workspace;
  GtkEditable    *from;
  GtkEditable    *to;
  GtkLabel       *hint;
  GtkBox         *bases;
  GtkCheckButton *checks[PLIM_N_BASES];
  PlimPeriod      days;         /* as the entries say them until somebody types */
  gboolean        showing;      /* what the workspace says is being shown, not changed */
};

G_DEFINE_FINAL_TYPE (PlimRangePopover, plim_range_popover, GTK_TYPE_POPOVER)

static void
show_filter (PlimRangePopover *self)
{
  const PlimFilter *filter = plim_workspace_get_filter (self->workspace);
  gboolean known = plim_period_is_known (&filter->days);
  g_autofree char *from = known && filter->days.first > PLIM_DAY_FIRST ? plim_period_format_from (&filter->days) : NULL;
  g_autofree char *to = known && filter->days.last < PLIM_DAY_LAST ? plim_period_format_to (&filter->days) : NULL;

  self->showing = TRUE;
  /* What is being typed stays while something else changes. */
  if (!plim_period_equal (&filter->days, &self->days))
    {
      gtk_editable_set_text (self->from, from != NULL ? from : "");
      gtk_editable_set_text (self->to, to != NULL ? to : "");
      self->days = filter->days;
    }
  for (guint i = 0; i < PLIM_N_BASES; i++)
    gtk_check_button_set_active (self->checks[i], (filter->bases & (1u << i)) != 0);
  self->showing = FALSE;
}

static void
say (PlimRangePopover *self,
     const char       *words,
     gboolean          wrong)
{
  gtk_label_set_text (self->hint, words);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
}

static void
apply_cb (PlimRangePopover *self)
{
  g_autofree char *from = g_strstrip (g_strdup (gtk_editable_get_text (self->from)));
  g_autofree char *to = g_strstrip (g_strdup (gtk_editable_get_text (self->to)));
  PlimPeriod days = PLIM_PERIOD_UNKNOWN;

  if (*from != '\0' || *to != '\0')
    {
      if (!plim_period_parse (*from != '\0' ? from : "open", *to != '\0' ? to : "open", &days))
        {
          say (self, _("Not a date or time that is understood. Write 2020, 2020-09, 2020-09-25, 2020-Q3, 2020-H2 or 2020-09-25T14:30Z."), TRUE);
          return;
        }
      if (days.first > days.last)
        {
          say (self, _("The first day comes after the last one."), TRUE);
          return;
        }
    }

  say (self, _("2020, 2020-09, 2020-09-25, 2020-Q3, 2020-H2 or 2020-09-25T14:30Z"), FALSE);
  plim_workspace_set_days (self->workspace, &days);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
all_days_cb (PlimRangePopover *self)
{
  gtk_editable_set_text (self->from, "");
  gtk_editable_set_text (self->to, "");
  apply_cb (self);
}

static void
basis_toggled_cb (PlimRangePopover *self)
{
  guint bases = 0;

  if (self->showing)
    return;
  for (guint i = 0; i < PLIM_N_BASES; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      bases |= 1u << i;
  plim_workspace_set_bases (self->workspace, bases);
}

static void
plim_range_popover_dispose (GObject *object)
{
  PlimRangePopover *self = PLIM_RANGE_POPOVER (object);

  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (plim_range_popover_parent_class)->dispose (object);
}

static void
plim_range_popover_class_init (PlimRangePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plim_range_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plimsoll/Plimsoll/plim-range-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimRangePopover, from);
  gtk_widget_class_bind_template_child (widget_class, PlimRangePopover, to);
  gtk_widget_class_bind_template_child (widget_class, PlimRangePopover, hint);
  gtk_widget_class_bind_template_child (widget_class, PlimRangePopover, bases);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_days_cb);
}

static void
plim_range_popover_init (PlimRangePopover *self)
{
  self->days = PLIM_PERIOD_UNKNOWN;
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < PLIM_N_BASES; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (plim_basis_get_words (i));

      self->checks[i] = GTK_CHECK_BUTTON (check);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (basis_toggled_cb), self);
      gtk_box_append (self->bases, check);
    }
}

GtkWidget *
plim_range_popover_new (PlimWorkspace *workspace)
{
  PlimRangePopover *self = g_object_new (PLIM_TYPE_RANGE_POPOVER, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (show_filter), self, G_CONNECT_SWAPPED);
  show_filter (self);

  return GTK_WIDGET (self);
}

static char *
days_to_words (const PlimPeriod *days,
               PlimZone          zone)
{
  gint64 from_s, to_s;

  if (!plim_period_is_known (days))
    return g_strdup (_("All Days"));
  if (days->first_precision != PLIM_PRECISION_INSTANT && days->last_precision != PLIM_PRECISION_INSTANT)
    return plim_period_to_words (days);

  plim_period_get_span (days, &from_s, &to_s);
  if (to_s == G_MAXINT64 || from_s == G_MININT64)
    {
      g_autofree char *bound = plim_zone_format (zone, from_s == G_MININT64 ? to_s : from_s);

      /* Translators: %s is a date and time with its zone. */
      return g_strdup_printf (from_s == G_MININT64 ? _("until %s") : _("since %s"), bound);
    }

  return plim_zone_format_span (zone, from_s, to_s);
}

char *
plim_range_to_words (const PlimFilter *filter,
                     PlimZone          zone)
{
  g_autofree char *days = days_to_words (&filter->days, zone);
  guint chosen = 0;

  for (guint i = 0; i < PLIM_N_BASES; i++)
    chosen += (filter->bases & (1u << i)) != 0;
  if (chosen == PLIM_N_BASES)
    return g_steal_pointer (&days);

  /* Translators: the days chosen, then how many of the eight kinds of sources */
  return g_strdup_printf (_("%s, %u of %u Bases"), days, chosen, (guint) PLIM_N_BASES);
}
