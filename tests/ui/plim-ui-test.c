#include "config.h"

#include "tests/ui/plim-ui-test.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "app/import/plim-parse-worker.h"
#include "tests/plim-test.h"

char *
plim_ui_init (int    *argc,
              char ***argv)
{
  static const char * const homes[] = { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };
  char *folder;

  if (plim_parse_worker_wanted (*argc, *argv))
    exit (plim_parse_worker_main (*argc, *argv));

  folder = plim_test_make_dir ();
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autofree char *home = g_build_filename (folder, homes[i], NULL);

      g_setenv (homes[i], home, TRUE);
    }
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      plim_test_remove_dir (folder);
      exit (0);
    }

  return folder;
}

static gboolean
time_is_up_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

void
plim_ui_wait (gboolean   (*condition) (gpointer data),
              gpointer     data,
              const char  *what)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds (60, time_is_up_cb, &late);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    g_error ("Waited in vain: %s", what);
  g_source_remove (id);
}

void
plim_ui_rest (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, time_is_up_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  GParamSpec *label = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "label");
  g_autofree char *own = NULL;

  if (text == NULL)
    return TRUE;
  if (label == NULL || !(label->flags & G_PARAM_READABLE))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
  g_object_get (widget, "label", &own, NULL);
  if (own != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (own, "_", -1);
      g_autofree char *plain = g_strjoinv ("", parts);

      return g_str_equal (plain, text);
    }

  return FALSE;
}

GtkWidget *
plim_ui_find (GtkWidget  *root,
              const char *type,
              const char *text)
{
  if (gtk_widget_get_mapped (root)
      && (type == NULL || g_str_equal (G_OBJECT_TYPE_NAME (root), type)) && has_text (root, text))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = plim_ui_find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
plim_ui_get (GtkWidget  *root,
             const char *type,
             const char *text)
{
  GtkWidget *found = plim_ui_find (root, type, text);

  if (found == NULL)
    g_error ("There is no %s with the text \"%s\" in view", type != NULL ? type : "widget", text != NULL ? text : "(any)");

  return found;
}

guint
plim_ui_count (GtkWidget  *root,
               const char *type)
{
  guint n = g_str_equal (G_OBJECT_TYPE_NAME (root), type) && gtk_widget_get_mapped (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += plim_ui_count (child, type);

  return n;
}

static GtkWindow *
find_window (const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), title) == 0 && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

gboolean
plim_ui_has_window (const char *title)
{
  return find_window (title) != NULL;
}

static gboolean
window_is_there (gpointer data)
{
  return find_window (data) != NULL;
}

typedef struct
{
  const char *folder;
  PlimWindow *window;
} Opening;

static void
activated_cb (AdwApplication *application,
              Opening        *opening)
{
  g_autofree char *path = g_build_filename (opening->folder, "store.db", NULL);

  opening->window = plim_window_new (application);
  plim_window_open_store (opening->window, path, NULL);
  gtk_window_present (GTK_WINDOW (opening->window));
}

int
plim_ui_run (const char *folder)
{
  int status;

  adw_init ();
  plim_window_register ();
  status = g_test_run ();
  plim_test_remove_dir (folder);

  return status;
}

PlimWindow *
plim_ui_open_window (const char      *folder,
                     AdwApplication **application)
{
  g_autoptr(GError) error = NULL;
  Opening opening = { folder, NULL };

  adw_init ();
  plim_window_register ();
  *application = adw_application_new (PLIM_APPLICATION_ID ".Test", G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (*application), "/io/github/plimsoll/Plimsoll");
  g_signal_connect (*application, "activate", G_CALLBACK (activated_cb), &opening);
  g_application_register (G_APPLICATION (*application), NULL, &error);
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (*application));
  g_signal_handlers_disconnect_by_data (*application, &opening);

  return opening.window;
}

GtkWindow *
plim_ui_wait_window (const char *title)
{
  plim_ui_wait (window_is_there, (gpointer) title, title);

  return find_window (title);
}

void
plim_ui_choose_menu (GtkWidget  *window,
                     const char *menu,
                     const char *item)
{
  GtkWidget *bar = plim_ui_get (window, "GtkPopoverMenuBar", NULL);
  GtkWidget *label = plim_ui_get (bar, "GtkLabel", menu);
  GtkWidget *entry = label, *chosen;

  while (!g_str_equal (G_OBJECT_TYPE_NAME (entry), "GtkPopoverMenuBarItem"))
    entry = gtk_widget_get_parent (entry);
  gtk_widget_activate (entry);
  plim_ui_rest (100);

  chosen = plim_ui_get (entry, "GtkLabel", item);
  while (!g_str_equal (G_OBJECT_TYPE_NAME (chosen), "GtkModelButton"))
    chosen = gtk_widget_get_parent (chosen);
  g_assert_true (gtk_widget_get_sensitive (chosen));
  gtk_widget_activate (chosen);
}

/* The one chooser of GTK 4.8 and of later ones without a portal. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

void
plim_ui_choose_file (const char *title,
                     const char *path)
{
  GtkWindow *chooser = plim_ui_wait_window (title);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, &error);
  g_assert_no_error (error);
  /* Its folder is read behind the scenes, and until then nothing is chosen. */
  plim_ui_rest (700);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  plim_ui_rest (50);
}

void
plim_ui_choose_name (const char *title,
                     const char *folder,
                     const char *name)
{
  GtkWindow *chooser = plim_ui_wait_window (title);
  g_autoptr(GFile) file = g_file_new_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  plim_ui_rest (700);
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, &error);
  g_assert_no_error (error);
  plim_ui_rest (700);
  /* The folder is chosen so; of the name it keeps what was proposed. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  plim_ui_rest (50);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  plim_ui_rest (50);
}

G_GNUC_END_IGNORE_DEPRECATIONS

typedef struct
{
  GtkWidget     *window;
  GskRenderNode *node;
} Picture;

/* Just after a frame the window's drawing is whole; before the next it may be in pieces again. */
static void
painted_cb (GdkFrameClock *clock,
            Picture       *picture)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (picture->window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (picture->window), gtk_widget_get_height (picture->window));
  g_clear_pointer (&picture->node, gsk_render_node_unref);
  picture->node = gtk_snapshot_free_to_node (snapshot);
}

static gboolean
picture_is_taken (gpointer data)
{
  Picture *picture = data;

  if (picture->node == NULL)
    gtk_widget_queue_draw (picture->window);

  return picture->node != NULL;
}

void
plim_ui_save_picture (GtkWidget  *window,
                      const char *path)
{
  g_autoptr(GdkTexture) texture = NULL;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  Picture picture = { window, NULL };
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &picture);

  plim_ui_wait (picture_is_taken, &picture, path);
  g_signal_handler_disconnect (clock, id);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (window)), picture.node,
                                         &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (window), gtk_widget_get_height (window)));
  gsk_render_node_unref (picture.node);
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("The picture could not be written: %s", path);
}

void
plim_ui_take_picture (GtkWidget  *window,
                      const char *name)
{
  g_autofree char *folder = g_build_filename (PLIM_BUILD_DIR, "pictures", NULL);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_mkdir_with_parents (folder, 0777);
  plim_ui_save_picture (window, path);
}

static gboolean
pictures_are_built (gpointer data)
{
  GtkWidget *root = data;
  gboolean building = FALSE;

  if (PLIM_IS_SCENE_VIEW (root) && gtk_widget_get_mapped (root))
    {
      g_object_get (root, "building", &building, NULL);
      return !building;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!pictures_are_built (child))
      return FALSE;

  return TRUE;
}

void
plim_ui_wait_for_pictures (GtkWidget *window)
{
  /* A new size is drawn when it rests. */
  plim_ui_rest (400);
  plim_ui_wait (pictures_are_built, window, "the pictures are drawn");
  plim_ui_rest (150);
}

void
plim_ui_press_mark (PlimSceneView *view,
                    guint          nth)
{
  PlimScene *scene = plim_scene_view_get_scene (view);
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));
  int index = -1;
  double x, y, w, h, zoom;

  for (guint i = 0; i <= nth; i++)
    index = plim_scene_step (scene, index, 1);
  g_assert_cmpint (index, >=, 0);
  plim_shape_get_bounds (plim_scene_get_shape (scene, index), &x, &y, &w, &h);
  zoom = gtk_widget_get_width (GTK_WIDGET (view)) / plim_scene_get_width (scene);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "pressed", 1, (x + w / 2) * zoom, (y + h / 2) * zoom);
    }
  g_object_unref (controllers);
}
